"""The closed and open word lists of the field, each word with the line that explains it."""

from __future__ import annotations

from typing import Final

INCIDENT_KINDS: Final = {
    "event": "one event, harm or alleged harm at one place and stretch of time",
    "statements": "attributed statements with no single place",
}
CLAIM_KINDS: Final = {
    "figure": "a number that somebody states",
    "assertion": "something that somebody says is so",
    "denial": "a claim that rejects another claim",
    "statement": "words that matter as said, quoted",
}
QUALIFIERS: Final = {
    "exact": "the number itself",
    "at_least": "the number or more",
    "more_than": "above the number",
    "up_to": "the number or fewer",
    "fewer_than": "below the number",
    "about": "near the number; no bounds implied",
    "between": "from one number to another",
    "vague": "a word such as dozens; bounds only as far as the word goes",
}
SOURCE_KINDS: Final = {
    "article": "a published article",
    "post": "a post on a network or channel",
    "statement": "an official statement",
    "document": "a document or register",
    "interview": "an interview",
    "call": "a telephone call",
    "photo": "a photograph",
    "video": "a video",
    "observation": "seen by this desk's own people",
    "dataset": "a published data set",
}
CONFIDENTIALITY: Final = {
    "public": "anyone may see it",
    "background": "may inform the desk; leaves by no export unless named",
    "confidential": "leaves by no export unless named",
}
RELIABILITY: Final = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
"""The Admiralty code's letters for a source."""

STANCES: Final = {"supports": "speaks for the claim", "opposes": "speaks against the claim"}

DENIED_ASPECTS: Final = {
    "event": "that it happened",
    "number": "the number",
    "target": "what was hit or aimed at",
    "responsibility": "who did it",
}
VERDICTS: Final = {
    "open": "not judged, or re-opened",
    "confirmed": "the desk can state it in its own voice, as qualified, for that scope and moment",
    "disputed": "credible independent accounts cannot all hold, and the desk cannot choose",
    "denied": "rejected; always shown with who or what rejects it",
}
BASES: Final[dict[str, dict[str, str]]] = {
    "confirmed": {
        "independent": "two or more roots say so independently",
        "first-hand": "seen or heard by a witness or by this desk's own people",
        "document": "a document or register shows it",
        "admission": "said against the speaker's own interest",
        "authority": "one competent body says so (one root)",
    },
    "disputed": {
        "figures-conflict": "the figures cannot all hold",
        "responsibility": "who did it is contested",
        "status": "civilian or military status is contested",
        "evidence-unclear": "the evidence does not decide it",
    },
    "denied": {
        "by-party": "a named party denies it and nothing independent supports it",
        "by-evidence": "refuted by evidence",
    },
    "open": {},
}
MEASURES: Final = (
    "killed", "injured", "hospitalised", "missing", "trapped", "rescued", "displaced", "evacuated",
    "detained", "abducted", "damaged", "destroyed",
)  # fmt: skip
"""Suggested measures; the list is open. Never "casualties" alone (AP: it hides dead and injured)."""

COUNTED: Final = (
    "people", "civilians", "children", "women", "men", "military personnel", "medics", "journalists",
    "apartment buildings", "homes", "schools", "vehicles",
)  # fmt: skip
"""Suggested populations and things; the list is open."""

PLACE_PRECISION: Final = {
    "exact": "the spot itself",
    "vicinity": "near the spot",
    "locality": "the town or district",
    "region": "the region only",
}
TIME_PRECISION: Final = ("minute", "hour", "day", "month", "year")
