"""Helpers that the tests and the bench share."""
