"""What a map says about somebody else's table, and how a row of it becomes claims: pure, without files."""
