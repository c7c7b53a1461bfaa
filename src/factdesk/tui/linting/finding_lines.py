"""How a finding of the lint is told: two lines in the list, and all of it beside the draft."""

from __future__ import annotations

from collections.abc import Sequence

from factdesk.desk.lint import KINDS, Finding
from factdesk.tui import safe
from factdesk.tui.theme import Look
from factdesk.tui.widgets.text_lines import BLANK, Line, field, heading, line

__all__ = ["detail", "finding_lines", "grouped"]


def grouped(found: Sequence[Finding]) -> dict[str, list[Finding]]:
    """The findings by place and claim, in the order of the draft: what is wrong with one figure stands together."""
    groups: dict[tuple[int, int, str], list[Finding]] = {}
    for one in sorted(found, key=lambda f: (f.start, f.end)):
        groups.setdefault((one.start, one.end, one.code), []).append(one)
    return {f"l{nr}": group for nr, group in enumerate(groups.values(), 1)}


def finding_lines(group: Sequence[Finding], width: int, looks: Look) -> list[list[safe.Part]]:
    """The line and the words of the draft, and below what is wrong with them."""
    first = group[0]
    code = f" {first.code}" if first.code else ""
    where = f"line {first.line}  "
    words = safe.fit(" ".join(first.words.split()), max(4, width - len(where) - safe.cell_len(code) - 2))
    wrong = "; ".join(KINDS[one.kind] for one in group)
    return [
        [(" ", None), (where, looks.style("dim")), (words, looks.style("heading")), (code, looks.style("key"))],
        [("   ", None), (wrong, looks.style("warning"))],
    ]


def detail(group: Sequence[Finding]) -> list[Line]:
    """What is wrong, what the desk has, and the attributed sentence that would be right."""
    first = group[0]
    lines = [heading(f"“{' '.join(first.words.split())}”", f"line {first.line}")]
    for one in group:
        lines += [line((KINDS[one.kind], "warning")), line(one.why, indent=2)]
    if first.told:
        lines += [BLANK, field("desk", f"{first.code}  {first.told}".strip(), width=6)]
    if first.say:
        lines += [BLANK, field("say", first.say, width=6, style="ok"), BLANK,
                  line(("y copies the sentence, Enter goes to the claim", "dim"))]  # fmt: skip
    return lines
