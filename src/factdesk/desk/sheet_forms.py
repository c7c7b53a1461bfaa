"""The fact sheet as text, Markdown or HTML, with every text made harmless for that form."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from factdesk.desk.sheet import Entry, Item, Sheet
from factdesk.model.text import clean_line
from factdesk.model.times import show_moment

HEADINGS: Final = {
    "confirmed": "Confirmed, as qualified", "disputed": "Disputed", "denied": "Denied",
    "open": "Open: not judged by this desk",
}  # fmt: skip
_MARKDOWN: Final = re.compile(
    r"[\\`*_\[\]<>|~&$@]|(?<=www)\.|:(?=//)|\A[#+=-]|(?<=\A\d)[.)]|(?<=\A\d\d)[.)]", re.A | re.I
)
"""What Markdown reads as more than text: marks, web and mail addresses, and the sign of a heading or list in front."""

_ADDRESS: Final = re.compile(r"[^A-Za-z0-9/:?#@!$&+,;=%._~-]")

Lines = Iterator[str]
Block = tuple[str, str, str]
"""A kind (title, about, heading, entry, under, line, source), a text, and a mark behind it or an address."""


def _blocks(found: Sheet) -> Iterator[Block]:
    """The sheet as one run of blocks, the same for every form."""
    yield ("title", found.title, "")
    yield ("about", ", ".join(part for part in (found.place, found.began) if part), "")
    yield ("about", _state(found), "")
    for verdict, heading in HEADINGS.items():
        entries = [entry for entry in found.entries if entry.verdict == verdict]
        if entries:
            yield ("heading", heading, "")
        for entry in entries:
            yield ("entry", f"{entry.number}. {entry.sentence}{_marks(entry)}", _why(entry))
            for line in entry.against:
                yield ("under", f"Against it {line}", "")
    for heading, lines in (("Cannot all be true", found.conflicts), ("Superseded figures", found.superseded),
                           ("What we do not know", found.unknown)):  # fmt: skip
        if lines:
            yield ("heading", heading, "")
            yield from (("line", line, "") for line in lines)
    if found.sources:
        roots = "1 root" if found.roots == 1 else f"{found.roots} roots"
        listed = len({replace(item, root="") for item in found.sources})
        yield ("heading", f"Sources by root ({listed} from {roots})", "")
    for item in found.sources:
        yield ("source", _item(item), item.url or "")


def _state(found: Sheet) -> str:
    """As of when, and by whom."""
    parts = [f"figures as of {show_moment(found.as_of)}" if found.as_of else ""]
    if found.by:
        last = f", last {show_moment(found.judged_at)}" if found.judged_at else ""
        parts.append(f"judged by {', '.join(found.by)}{last}")
    told = "; ".join(part for part in parts if part) or "nothing is judged yet"
    return f"State: {told}"


def _why(entry: Entry) -> str:
    told = [entry.told if entry.verdict != "open" else "", entry.when or "",
            "to be looked at again" if entry.stale else ""]  # fmt: skip
    inside = "; ".join(part for part in told if part)
    return f"({inside})" if inside else ""


def _marks(entry: Entry) -> str:
    return "".join(f" [{number}]" for number in entry.sources)


def _item(item: Item) -> str:
    told = ", ".join(part for part in (item.title, item.publisher, item.published_at) if part)
    return f"{told}{f', carrying {item.root}' if item.root else ''}{' (withdrawn)' if item.withdrawn else ''}"


def _text(found: Sheet) -> Lines:
    number = 0
    for kind, text, more in _blocks(found):
        if kind == "heading":
            yield from ("", text)
        elif kind == "source":
            number += 1
            yield f"[{number}] {text}{f', {more}' if more else ''}"
        elif text:
            lead = {"entry": "", "under": "   ", "line": "- "}.get(kind, "")
            yield f"{lead}{text}{f' {more}' if more else ''}"


def _markdown(found: Sheet) -> Lines:
    number = 0
    for kind, text, more in _blocks(found):
        if kind == "title":
            yield from (f"# {_md(text)}", "")
        elif kind == "about":
            yield from (_md(text), "")
        elif kind == "heading":
            yield from ("", f"## {_md(text)}", "")
        elif kind == "source":
            number += 1
            yield f"{number}. {_md(text)}{f' <{_address(more)}>' if more else ''}"
        else:
            lead = "    - " if kind == "under" else "- "
            yield f"{lead}{_md(text)}{f' *{_md(more)}*' if more else ''}"


def _html(found: Sheet) -> Lines:
    title = _safe(found.title)
    yield f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>'
    open_list = ""
    for kind, text, more in _blocks(found):
        wanted = {"entry": "ul", "under": "ul", "line": "ul", "source": "ol"}.get(kind, "")
        if wanted != open_list:
            yield (f"</{open_list}>" if open_list else "") + (f"<{wanted}>" if wanted else "")
            open_list = wanted
        yield _tagged(kind, text, more)
    yield f"{f'</{open_list}>' if open_list else ''}</body></html>"


def _tagged(kind: str, text: str, more: str) -> str:
    tag = {"title": "h1", "about": "p", "heading": "h2"}.get(kind)
    if tag:
        return f"<{tag}>{_safe(text)}</{tag}>"
    if kind == "source":
        address = _safe(_address(more)) if more else ""
        link = f' <a rel="noopener nofollow" href="{address}">{address}</a>' if address else ""
        return f"<li><bdi>{_safe(text)}</bdi>{link}</li>"
    return f"<li><bdi>{_safe(text)}</bdi>{f' <em>{_safe(more)}</em>' if more else ''}</li>"


def _md(text: str) -> str:
    """Text in which no character means anything to Markdown."""
    return _MARKDOWN.sub(r"\\\g<0>", clean_line(text))


def _safe(text: str) -> str:
    """Text in which no character means anything to HTML."""
    return html.escape(clean_line(text))


def _address(url: str) -> str:
    """The address with everything percent-encoded that could end it; the model lets only http and https in."""
    return _ADDRESS.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), url)


FORMS: Final[dict[str, Callable[[Sheet], Lines]]] = {"txt": _text, "md": _markdown, "html": _html}
