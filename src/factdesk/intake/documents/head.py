"""What a web page says of itself: title, publisher, address, day of publication and language."""

from __future__ import annotations

import json
import re
from typing import Any, Final
from urllib.parse import urlsplit

from factdesk.model.errors import BadInput
from factdesk.model.times import parse_moment

_NEWS: Final = ("Article", "NewsArticle", "ReportageNewsArticle", "LiveBlogPosting", "BlogPosting",
                "SocialMediaPosting", "Report", "WebPage")  # fmt: skip
_LONGEST: Final = 500
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_DATED: Final = ("article:published_time", "og:article:published_time", "datePublished", "date", "pubdate",
                 "dc.date.issued", "dcterms.created", "parsely-pub-date", "sailthru.date")  # fmt: skip


def fields_of(root: Any) -> dict[str, Any]:
    """The fields of the source that the head of the page fills; what is damaged there is left out."""
    meta = _meta(root)
    told = _linked(root)
    url = _address(_href(root), meta.get("og:url"), told.get("url"))
    post = url is not None and urlsplit(url).hostname in ("t.me", "telegram.me", "x.com", "twitter.com")
    found = {
        "kind": "post" if post else "article",
        "title": _first(meta.get("og:title"), told.get("headline"), _inner(root, "//h1"), _inner(root, "//title")),
        "publisher": _first(meta.get("og:site_name"), told.get("publisher"), meta.get("application-name")),
        "url": url,
        "published_at": _moment(told.get("datePublished"), *(meta.get(name) for name in _DATED), _timed(root)),
        "language": _language(root.get("lang") or told.get("inLanguage") or meta.get("og:locale")),
    }
    return {name: value for name, value in found.items() if value}


def _meta(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.xpath("//meta[@content]")[:400]:
        name = element.get("property") or element.get("name") or element.get("itemprop")
        if name:
            found.setdefault(name if name == "datePublished" else name.lower(), element.get("content"))
    return found


def _linked(root: Any) -> dict[str, str]:
    """The article that JSON-LD describes: headline, publisher, day, address, language, as far as they are texts."""
    for script in root.xpath("//script[@type='application/ld+json']")[:20]:
        text = script.text or ""
        if len(text) > 500_000:
            continue
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for item in _items(data):
            kinds = item.get("@type")
            if not set(kinds if isinstance(kinds, list) else [kinds]).isdisjoint(_NEWS) and item.get("datePublished"):
                return _texts(item)
    return {}


def _items(data: Any) -> list[dict[str, Any]]:
    listed = data if isinstance(data, list) else data.get("@graph", [data]) if isinstance(data, dict) else []
    return [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []


def _texts(item: dict[str, Any]) -> dict[str, str]:
    publisher = item.get("publisher")
    flat = {**item, "publisher": publisher.get("name") if isinstance(publisher, dict) else publisher}
    names = ("headline", "publisher", "datePublished", "url", "inLanguage")
    return {name: flat[name] for name in names if isinstance(flat.get(name), str)}


def _first(*texts: str | None) -> str | None:
    for text in texts:
        line = " ".join((text or "").replace("\x00", "").split())[:_LONGEST]
        if line:
            return line
    return None


def _inner(root: Any, path: str) -> str | None:
    found = root.xpath(path)
    return "".join(found[0].itertext())[:2000] if found else None


def _href(root: Any) -> str | None:
    found = root.xpath("//link[@rel='canonical']/@href")
    return str(found[0]) if found else None


def _address(*texts: str | None) -> str | None:
    """The first that is a web address with a host; nothing else may become a link."""
    for text in texts:
        try:
            parts = urlsplit((text or "").strip())
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname and len(text or "") < 8192:
            return (text or "").strip()
    return None


def _timed(root: Any) -> str | None:
    found = root.xpath("//article//time/@datetime") or root.xpath("//time/@datetime")
    return str(found[0]) if found else None


def _moment(*texts: str | None) -> str | None:
    for text in texts:
        try:
            if text and text.strip():
                return parse_moment(text.strip()[:40])[0]
        except BadInput:
            continue
    return None


def _language(text: str | None) -> str | None:
    found = _LANGUAGE.fullmatch((text or "").strip())
    return found[0].replace("_", "-") if found else None
