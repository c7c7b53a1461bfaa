"""How candidates are told: the heading of an incident, the two lines of a candidate, and all that was understood."""

from __future__ import annotations

from rich.style import Style

from factdesk.desk.candidates import CLAIM, Candidate, Group, special
from factdesk.desk.decisions import Sheet, brief_of
from factdesk.model.times import show_moment
from factdesk.model.wording import interval
from factdesk.tui import safe
from factdesk.tui.theme import Look
from factdesk.tui.widgets.article_rows import Lit
from factdesk.tui.widgets.article_view import SIGNS, decision, kind_style
from factdesk.tui.widgets.text_lines import BLANK, Line, field, heading, line

__all__ = ["candidate_lines", "detail", "group_detail", "heading_line", "told_group"]

NOBODY = "no speaker named"
QUALIFIERS = {"exact": "exactly", "at_least": "at least", "more_than": "more than", "up_to": "up to",
              "fewer_than": "fewer than", "about": "about", "between": "between", "vague": "a vague word"}  # fmt: skip


def told_group(group: Group) -> str:
    """What a group is: an incident of the desk by its code, or a new one."""
    kind = "statements" if group.kind == "statements" else "incident"
    return f"{group.code}" if group.code else f"new {kind}"


def heading_line(sheet: Sheet, group: Group, width: int, looks: Look) -> list[safe.Part]:
    """An incident: which one it is, what it is called, and how many of its candidates are decided."""
    mine = [one for one in sheet.candidates.values() if one.incident == group.key]
    done = sum(one.id in sheet.decided for one in mine)
    told = told_group(group)
    count = f" {done}/{len(mine)}"
    arrow = "->" if looks.ascii else "→"
    room = max(4, width - safe.cell_len(told) - len(count) - len(arrow) - 2)
    title = safe.cut(group.title or "no title yet", room)
    rest = width - safe.cell_len(told) - safe.cell_len(title) - safe.cell_len(arrow) - len(count) - 2
    return [
        (f"{arrow} ", looks.style("dim")), (told, looks.style("key")), (" ", None), (title, looks.style("heading")),
        (" " * max(0, rest), None), (count, looks.style("dim")),
    ]  # fmt: skip


def candidate_lines(sheet: Sheet, one: Candidate, width: int, looks: Look) -> list[list[safe.Part]]:
    """A candidate: what it claims with its interval, and below who says it, when, and what is odd about it."""
    state = sheet.decided.get(one.id, "")
    glyph, glyph_style = decision(looks, state)
    lit = Lit(one.start, one.end, one.id, one.kind, state)
    indent = "  " * sheet.depth(one)
    sign = Style() if state == "skipped" else kind_style(looks, Lit(0, 0, "", one.kind))
    head = f"{indent}"
    bounds = ""
    if one.kind == "figure" and one.qualifier:
        bounds = interval(one.low, one.high, ascii_only=looks.ascii)
    used = 4 + len(head) + (safe.cell_len(bounds) + 1 if bounds else 0)
    said = brief_of(one) if one.kind == "figure" else one.statement or one.quote
    style = looks.style("dim" if state == "skipped" else "heading" if one.kind == "figure" else "text")
    first: list[safe.Part] = [
        (glyph, glyph_style), (" ", None), (SIGNS[one.kind], Style(color=sign.color, bold=True)), (f" {head}", None),
        (safe.fit(" ".join(said[:600].split()), max(4, width - used)), style),
    ]  # fmt: skip
    if bounds:
        first.append((f" {bounds}", looks.style("dim" if lit.state == "skipped" else "key")))
    return [first, [("    " + head, None), *_under(sheet, one, looks)]]


def _under(sheet: Sheet, one: Candidate, looks: Look) -> list[safe.Part]:
    """The second line: first what asks for a look, then the speaker and the moment."""
    parts: list[safe.Part] = []
    lacks = sheet.lacks(one)
    odd = special(one)
    tied = sheet.tie(one.id).told
    told = [odd, "an earlier figure" * (one.reading == "superseded"), "only its parts are given" * one.derived]
    if lacks and not odd:
        told.append(lacks.partition(":")[0])
    for words, use in (*((word, "warning") for word in told), (tied, "ok"), ("added by hand" * _added(one), "dim")):
        if words:
            parts += [(words, looks.style(use)), (" · ", looks.style("dim"))]
    parts.append((one.speaker or NOBODY, looks.style("dim")))
    if one.speaker and one.carries != "speaker":
        parts.append((" · found out by the source itself", looks.style("key")))
    denied = sheet.candidates.get(one.denies)
    if one.denies:
        what = brief_of(denied) if denied is not None else one.denies.removeprefix(CLAIM)
        parts.append((f" · denies {what}", looks.style("dim")))
    if one.as_of:
        parts.append((f" · {show_moment(one.as_of)}", looks.style("dim")))
    return parts


def _added(one: Candidate) -> bool:
    return one.id.startswith("m")


def detail(sheet: Sheet, one: Candidate, looks: Look) -> list[Line]:
    """All that was understood of a candidate, a line each."""
    lines = [heading(brief_of(one), {"figure": "", "unread": "not read"}.get(one.kind, one.kind))]
    lacks = sheet.lacks(one)
    if lacks:
        lines.append(line((lacks, "warning")))
    if one.kind == "figure":
        bounds = interval(one.low, one.high, ascii_only=looks.ascii) if one.qualifier else "?"
        qualifier = QUALIFIERS.get(one.qualifier, "no figure")
        lines += [field("figure", f"{one.words}  ({qualifier}; {bounds})"),
                  field("what", f"{one.counted or '?'}, {one.measure or '?'}")]  # fmt: skip
    about = ", ".join(part for part in (one.role, one.organisation) if part)
    who = one.speaker + (f" ({about})" if about else "") if one.speaker else NOBODY
    lines.append(field("speaker", who + (f", {one.verb}" if one.verb and one.verb != "said" else "")))
    whole = sheet.candidates.get(one.part_of)
    day = show_moment(one.as_of) + (f" (“{one.as_of_words}”)" if one.as_of_words else "") if one.as_of else ""
    tie = sheet.tie(one.id).told
    told = {
        "part of": brief_of(whole) if whole else one.part_of.removeprefix(CLAIM), "place": one.place, "as of": day,
        "said at": show_moment(one.said_at) if one.said_at else "", "scope": one.scope,
        "in the text": {"main": "", "superseded": "an earlier figure"}.get(one.reading, one.reading.replace("_", " ")),
        "words of": sheet.whose(one), "certainty": one.certainty if one.certainty != "stated" else "", "desk": tie,
    }  # fmt: skip
    lines += [field(label, text, style="ok" if label == "desk" else "text") for label, text in told.items() if text]
    return [*lines, BLANK, line((f"“{one.quote}”", "quote"))]


def group_detail(group: Group) -> list[Line]:
    """An incident before it is made, or the one of the desk that candidates go to."""
    if group.code:
        why = "proposed: the same place, and no other day" if group.code == group.proposed else "chosen by you"
        lines = [heading(group.code, "an incident of the desk"), field("why", why), field("in the text", group.title)]
    else:
        kind = "statements without one place" if group.kind == "statements" else "one event"
        lines = [heading(group.title or "no title yet", "will be made"), field("kind", kind),
                 field("place", group.place or "not told"),
                 field("began", show_moment(group.began) if group.began else "not told")]  # fmt: skip
    return [*lines, BLANK, line(("e changes it; a accepts those of its candidates that are not odd", "dim"))]
