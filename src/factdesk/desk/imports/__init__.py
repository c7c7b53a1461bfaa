"""Takes in other people's data: reads a file, finds or proposes its map, brings its rows onto the desk."""
