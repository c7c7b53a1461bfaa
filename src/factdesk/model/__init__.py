"""The field's words and rules: pure Python, no I/O, no clock, no SQL, no screen."""
