"""Attaches sources to claims: an address, a file kept inside the desk, pasted text, or a source that is known."""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from factdesk.desk.add import add_within, name_of, settle
from factdesk.desk.open import Desk
from factdesk.model.addresses import normalise_url
from factdesk.model.errors import BadInput, Incoherent
from factdesk.model.records import Claim, File, Source
from factdesk.model.views import SourceRow
from factdesk.store import files, lists, lookup, tables
from factdesk.store.changes import Change
from factdesk.store.files import LARGEST, Progress

CITATION_FIELDS: Final = ("quote", "translation", "locator", "stance", "root", "root_speaker")


@dataclass(frozen=True, slots=True)
class Attached:
    """What was attached: the source, the new citations' ids, and whether the source was there before."""

    source: str
    code: str
    citations: tuple[str, ...]
    reused: bool
    action: str
    label: str


def known_source(desk: Desk, *, url: str | None = None, file: str | Path | None = None) -> SourceRow | None:
    """The source that has this address (however written) or these bytes already: offered for re-use."""
    found: tuple[SourceRow, ...] = ()
    if url and url.strip():
        found = lists.source_rows(desk.db, "s.url_key = ?", normalise_url(url))
    if not found and file:
        found = lists.source_rows(desk.db, "s.file = ?", files.hash_of(Path(file).expanduser()))
    return found[0] if found else None


def attach(
    desk: Desk,
    claims: Sequence[str],
    *,
    url: str | None = None,
    file: str | Path | None = None,
    text: str | None = None,
    source: str | None = None,
    fields: dict[str, Any] | None = None,
    progress: Progress | None = None,
    **citation: Any,
) -> Attached:
    """Attaches one source to one or many claims, as one action and one undo.

    The source is a known one (`source`: code or id), or made from `url`, `file` (copied into the desk and
    hashed on the way) or pasted `text`, with further source `fields`. `citation` holds quote, translation,
    locator, stance (supports, opposes) and, as `root` or `root_speaker`, whose own words the source carries here.
    A URL or hash that the desk knows is used again; `fields` that say otherwise than the known source are refused, so
    that nothing is lost or becomes public. Raises BadInput, Incoherent, NotFound, Refused or Failed: nothing is stored.
    """
    if not claims and source is not None:
        raise BadInput("no claim is named", todo="name at least one claim by its code or id")
    if sum(x is not None for x in (url, file, text, source)) == 0 and not (fields or {}).get("title"):
        raise BadInput("there is nothing to attach", todo="give an address, a file, a text or a known source")
    if unknown := sorted(set(citation) - set(CITATION_FIELDS)):
        raise BadInput(f"a citation has no field {unknown[0]!r}", todo=f"use {', '.join(CITATION_FIELDS)}")
    held = _held(desk, url, file) if source is None and text is None else None
    with desk.change("attach a source") as change:
        ids = list(dict.fromkeys(lookup.resolve(change.conn, ref, "claim")[1] for ref in claims))
        named = source if source is not None else (held.id if held else None)
        if named is not None:
            found = lookup.record(change.conn, named, "source")
            assert isinstance(found, Source)
            _keeps_its_own(change, found, fields or {})
            change.label = _label(change, found.code, ids)
        else:
            found = _new_source(change, ids, url=url, file=file, text=text, fields=fields or {}, progress=progress)
        ties = [{**citation, "claim": claim, "source": found.id} for claim in ids]
        made = tuple(add_within(change, "citation", tie).id for tie in ties)
        return Attached(found.id, found.code, made, named is not None, change.id, change.label)


def _held(desk: Desk, url: str | None, file: str | Path | None) -> SourceRow | None:
    """The known source that is just what is given: where both address and file are, both must be known of it."""
    by_url = known_source(desk, url=url)
    if file is None or (url is not None and by_url is None):
        return by_url
    by_file = known_source(desk, file=file)
    return by_file if by_url is None or by_file is None or by_url.id == by_file.id else None


def _keeps_its_own(change: Change, source: Source, fields: dict[str, Any]) -> None:
    for name, value in settle(change, "source", fields).items():
        if value is not None and value != getattr(source, name, None):
            raise Incoherent(f"{source.code} is on the desk already, with another {name}", where=name,
                             todo=f"leave it out, or edit {source.code}")  # fmt: skip


def _new_source(
    change: Change, claims: list[str], *, url: str | None, file: str | Path | None, text: str | None,
    fields: dict[str, Any], progress: Progress | None,
) -> Source:  # fmt: skip
    values = {"kind": "article" if url else "document", **fields}
    if url is not None:
        values["url"] = url.strip()
    kept = _keep(change, file, text, values, progress)
    if not values.get("code"):
        values["code"] = lookup.next_code(change.conn, "sources", "S")
    if not values.get("title"):
        values["title"] = _title(url, kept)
    change.label = _label(change, values["code"], claims)
    if kept is not None:
        values["file"] = kept.id
        if tables.fetch(change.conn, "file", kept.id) is None:
            change.add(kept)
    made = add_within(change, "source", values)
    assert isinstance(made, Source)
    return made


def _keep(
    change: Change,
    file: str | Path | None,
    text: str | None,
    values: dict[str, Any],
    progress: Progress | None,
) -> File | None:
    """Copies the file or the pasted text into the desk. Only the file's own name is kept, never its folder."""
    if file is not None:
        path = Path(file).expanduser()
        sha, size = files.take_in(change.conn, path, progress)
        name = os.fsencode(path.name).decode("utf-8", "replace")
        return File(id=sha, size=size, name=name, media_type=mimetypes.guess_type(name)[0])
    if text is not None:
        if not text.strip():
            raise BadInput("the pasted text is empty", where="text", todo="paste the words of the source")
        try:
            data = text.encode("utf-8")
        except UnicodeEncodeError:
            raise BadInput("the text holds characters that are not Unicode", where="text",
                           todo="save it as a file and attach the file") from None  # fmt: skip
        sha, size = files.take_in_bytes(change.conn, data)
        return File(id=sha, size=size, name="pasted text.txt", media_type="text/plain")
    return None


def _title(url: str | None, kept: File | None) -> str:
    if url:
        try:
            parts = urlsplit(url)
        except ValueError:
            return url
        return f"{parts.hostname or ''}{parts.path}"[:200] or url
    return kept.name if kept else "untitled"


def _label(change: Change, source: str, claims: list[str]) -> str:
    if not claims:
        return f"add source {source}"
    claim = tables.fetch(change.conn, "claim", claims[0])
    assert isinstance(claim, Claim)
    return f"attach {source} to {name_of(claim)}" + (f" and {len(claims) - 1} more" if len(claims) > 1 else "")


__all__ = ["LARGEST", "Attached", "attach", "known_source"]
