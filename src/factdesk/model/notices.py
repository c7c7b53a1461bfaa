"""Drafts of notices: what was handed over, what is so now, and of which kind the change is. A person edits them.

Source of the rule: AP and Reuters say plainly what was said, what is right, and whose error it was, and never repeat
more of an error than its correction needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from factdesk.model.handover import FIGURE, Change
from factdesk.model.wording import verdict_text

HEADS: Final = {"correction": "Correction", "source-error": "Source error", "update": "Update"}

UNSAID: Final = "What changed is not public: this draft cannot say it."

_CONTENT: Final = {
    "words": "the figure", "low": "the figure", "high": "the figure", "value": "the figure", "qualifier": "the figure",
    "measure": "what happened", "counted": "who was counted", "scope": "what the figure covers",
    "as_of": "the moment for which it holds", "said_at": "when it was said", "statement": "what was said",
    "speaker": "who said it", "kind": "what kind of claim it is",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """What a draft may say, all of it public: sentences without a full stop at the end of a quotation's frame.

    `then` and `reads` are the claim as a sentence, `later` the figure that superseded it; "" for what may not be said.
    """

    then: str
    reads: str
    later: str
    name: str
    on: str


def fields(changes: Sequence[Change]) -> list[str]:
    """What differs, in words, each thing once."""
    told = (_CONTENT.get(change.field, change.field) for change in changes if change.field in FIGURE)
    return list(dict.fromkeys(told))


def draft(kind: str, changes: Sequence[Change], said: Said) -> str:
    """The notice as text, in the order: what we gave, what is so, whose error it was."""
    given = f"{HEADS[kind]}: In “{said.name}”, handed over on {said.on}, we gave: “{said.then}”"
    names = {change.field for change in changes}
    body = {"correction": _correction, "source-error": _source_error, "update": _update}[kind](names, changes, said)
    return " ".join([given, *body])


def _correction(names: set[str], changes: Sequence[Change], said: Said) -> list[str]:
    if "removed" in names:
        return ["We no longer hold this claim and withdraw it.", "[Say why, and whether anything replaces it.]"]
    if names & set(FIGURE):
        what = " and ".join(fields(changes))
        lines = [f"That was our error in {what}; it should read: “{said.reads}”"]
        return [*lines, *_verdict(changes)] if "verdict" in names else lines
    return [*_verdict(changes), f"It should read: “{said.reads}”", "[Say what we overlooked.]"]


def _source_error(names: set[str], changes: Sequence[Change], said: Said) -> list[str]:
    lines = ["We reported rightly what was said; the error was the source's."]
    if "withdrawn" in names:
        lines.insert(0, "A source that carried this was withdrawn since.")
    if "verdict" in names:
        lines += [*_verdict(changes), f"It should read: “{said.reads}”"]
    return lines


def _update(names: set[str], changes: Sequence[Change], said: Said) -> list[str]:
    lines = ["A source that carried this was withdrawn since."] if "withdrawn" in names else []
    if "superseded" in names:
        newer = f": “{said.later}”" if said.later else "; what it is, is not public."
        lines.append(f"A newer figure has taken its place{newer} The earlier one was not wrong when it was given.")
    if "verdict" in names:
        lines += [*_verdict(changes), f"It now reads: “{said.reads}”"]
    return lines


def _verdict(changes: Sequence[Change]) -> list[str]:
    """The verdict then and now, in words; a bare "denied" is never printed."""
    for change in changes:
        if change.field == "verdict":
            was = "had not verified it" if change.old[0] == "open" else f"called it {_called(*change.old)}"
            now = "have re-opened it" if change.new[0] == "open" else f"now call it {_called(*change.new)}"
            return [f"Then we {was}; we {now}."]
    return []


def _called(verdict: str, basis: str | None) -> str:
    """`confirmed (two or more roots say so independently)`, `denied by evidence`."""
    word, colon, why = verdict_text(verdict, basis).partition(": ")
    return f"{word} ({why})" if colon else word
