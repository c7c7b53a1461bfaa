"""One fault that the lint finds in a draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

KINDS: Final = {
    "qualifier": "a qualifier is dropped or changed",
    "population": "another population",
    "measure": "another measure",
    "superseded": "a superseded toll",
    "officials": "more voices than there are",
    "casualties": "“casualties” without a measure",
    "unattributed": "a claim without its speaker",
    "speaker": "another speaker",
    "disputed": "a disputed figure stated flatly",
    "denied": "a denied figure stated flatly",
    "elsewhere": "a figure of another incident",
    "unknown": "a number that the desk does not know",
}
"""Every kind of finding, and what it is called."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault: characters `start`..`end` of the draft, on `line` (from 1); `why` says it in a sentence.

    `claim` is the id and `code` the code of the desk's claim, `told` what it says, `say` the attributed sentence that
    would be right; all "" where the desk has no such claim.
    """

    kind: str
    line: int
    start: int
    end: int
    words: str
    why: str
    claim: str = ""
    code: str = ""
    told: str = ""
    say: str = ""
