"""Reads a web page as a person sees it: the article's words alone, never scripts, styles or what is hidden.

lxml does the parsing, because it stays linear: on a megabyte of unclosed tags the standard library's parser (3.11.7)
ran for more than 20 s on seven of twenty texts, lexbor for 220 s on one, lxml for 0.2 s at most.
"""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import etree

from factdesk.intake.documents.document import Document
from factdesk.intake.documents.encodings import decode
from factdesk.intake.documents.head import fields_of
from factdesk.intake.words import words

Element = Any
"""An element of lxml, which has no types of its own."""

_NEVER: Final = words("""
    script style noscript template svg math iframe object embed applet head nav aside footer form button select
    textarea input canvas audio video dialog menu datalist map
    """)
_BLOCKS: Final = words("""
    p div section article main header h1 h2 h3 h4 h5 h6 blockquote pre ul ol dl dt dd figure figcaption table
    address details summary hr
    """)
_LINES: Final = words("li tr br")
_HIDING: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$|!)|"
    r"font-size\s*:\s*0(?:px|em|rem|%)?\s*(?:;|$|!)", re.IGNORECASE
)  # fmt: skip
_HIDDEN_CLASSES: Final = words("sr-only visually-hidden visuallyhidden screen-reader-text hidden-text")
_ENOUGH: Final = 200
"""Characters that a part of the page must have to be taken for the article."""

_DECLARED: Final = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)


def read_page(data: bytes, name: str = "", declared: str | None = None) -> Document:
    """The document in a web page. `declared` is the encoding that its carrier names, for a page in a mail."""
    written = _DECLARED.search(data[:4096])
    found = decode(data, declared or (written[1].decode("ascii") if written else None))
    notes = [found.note] if found.note else []
    root, deep = _parse(found.text)
    if deep:
        notes.append("the page is nested too deep to be read to its end; compare it with what the browser shows")
    text = _text(_article(root), inside=True) if root is not None else ""
    source = fields_of(root) if root is not None else {}
    return Document(text, "html", data, name or "page.html", "text/html", found.encoding, source, tuple(notes))


def _parse(text: str) -> tuple[Element, bool]:
    """The tree of a page, and whether it had to be cut short; no tree where there is nothing in it."""
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )  # fmt: skip
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.ParserError:
        return None, False
    except etree.XMLSyntaxError:
        return None, bool(text.strip())
    return root, any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def _article(root: Element) -> Element:
    """The part that holds the article: what is marked as its body, the longest `article`, the main part, or all."""
    for path in ("//*[@itemprop='articleBody']", "//article", "//main | //*[@role='main']"):
        found = max(((len(_text(part, inside=True)), -nr, part) for nr, part in enumerate(root.xpath(path)[:50])),
                    key=lambda one: one[:2], default=None)  # fmt: skip
        if found is not None and found[0] >= _ENOUGH:
            return found[2]
    body = root.find("body")
    return root if body is None else body


def _text(part: Element, inside: bool = False) -> str:
    """The words of a part as lines: blocks apart by an empty line, rows and items by a line break."""
    out: list[str] = []
    walk = etree.iterwalk(part, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if element is not part and (tag in _NEVER or _hidden(element) or (tag == "header" and not inside)):
                walk.skip_subtree()
                continue
            _open(out, tag)
            if element.text:
                out.append(element.text)
        else:
            if tag in _BLOCKS and not (tag in _NEVER or _hidden(element)):
                out.append("\x00\x00")
            if element is not part and element.tail:
                out.append(element.tail)
    return _tidy("".join(out))


def _open(out: list[str], tag: str) -> None:
    if tag in _BLOCKS:
        out.append("\x00\x00")
    elif tag in _LINES:
        out.append("\x00• " if tag == "li" else "\x00")
    elif tag in ("td", "th"):
        out.append(" | ")


def _hidden(element: Element) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    if style is not None and _HIDING.search(style[:2000]):
        return True
    names = element.get("class")
    return names is not None and not _HIDDEN_CLASSES.isdisjoint(names[:2000].split())


def _tidy(text: str) -> str:
    """One blank between words, at most one empty line between blocks (NUL stands for a break until here)."""
    lines = [" ".join(line.split()).removeprefix("| ") for line in text.split("\x00")]
    made: list[str] = []
    for line in lines:
        if line in ("", "•", "|"):
            if made and made[-1]:
                made.append("")
        else:
            made.append(line)
    return "\n".join(made).strip("\n")
