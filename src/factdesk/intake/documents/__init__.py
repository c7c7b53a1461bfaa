"""Documents as they come in: bytes of a text, web page or mail, as one text with the fields of its source."""
