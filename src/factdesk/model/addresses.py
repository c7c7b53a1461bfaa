"""Web addresses for comparing: two ways to write one page become one key."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

TRACKING: Final = frozenset(
    (
        "fbclid", "gclid", "dclid", "yclid", "msclkid", "igshid", "mc_cid", "mc_eid", "ref_src", "ref_url", "cmpid",
        "ncid", "smid", "s_cid", "xtor", "at_medium", "at_campaign", "guccounter", "__twitter_impression",
    )
)  # fmt: skip
"""Query parameters that say where a reader came from, not what the page is."""

_PLAIN: Final = re.compile(
    r"https?://(?:www\.)?(?!www\.)([a-z0-9-]+(?:\.[a-z0-9-]+)+)((?:/[\w.,;:=@%+*!~()$&'-]*)*)", re.A
)
"""A web address in small letters without port, user, parameters and fragment."""
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_SAME_SITE: Final = {"mobile.twitter.com": "x.com", "twitter.com": "x.com", "telegram.me": "t.me"}


def plain_key(url: str) -> str | None:
    """The key of a usual address (small letters, a host, a path); None where more is needed to tell it."""
    plain = _PLAIN.fullmatch(url)
    if plain and plain[1] not in _SAME_SITE and plain[1] != "t.me":
        return plain[1] + plain[2].rstrip("/")
    return None


def normalise_url(url: str) -> str:
    """A key that is equal for addresses of one page; never shown and never opened.

    Scheme, `www.`, default port, fragment, tracking parameters, the order of parameters, a trailing slash
    and Telegram's preview path (`t.me/s/…`) do not count. What cannot be parsed is its own key.
    """
    plain = plain_key(url)
    if plain is not None:  # most addresses, four times as fast
        return plain
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return url.strip()
    if not host:
        return url.strip()
    host = _SAME_SITE.get(host, host)
    if port is not None and port != _DEFAULT_PORTS.get(parts.scheme.lower()):
        host = f"{host}:{port}"
    path = parts.path.rstrip("/")
    if host == "t.me" and path.startswith("/s/"):
        path = path[2:]
    kept = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True, max_num_fields=None)
        if name.lower() not in TRACKING and not name.lower().startswith("utm_")
    )
    return f"{host}{path}" + (f"?{urlencode(kept, errors='surrogatepass')}" if kept else "")
