"""The use cases, one file each: the one door to a desk for the screens and the command line."""
