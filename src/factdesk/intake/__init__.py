"""Reads a report and proposes claims: rules over words, the same text always giving the same candidates."""
