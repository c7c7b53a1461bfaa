"""The copy lint: holds each sentence of an editor's own draft against what the desk holds."""
