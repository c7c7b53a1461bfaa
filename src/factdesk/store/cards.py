"""Reads one record whole: a claim with its people, ties, judgements and past; a source with all it carries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from factdesk.model import sentences
from factdesk.model.errors import NotFound
from factdesk.model.records import Claim, Incident, Review, Source, Speaker
from factdesk.model.roots import Parents, fold, fold_ties
from factdesk.model.verdicts import SUPERSEDED, Case, Tie, Warning, changed_warnings, root_word, stale_causes, warn
from factdesk.model.views import CitationView, ClaimCard, ClaimRow, ReviewView, SourceCard
from factdesk.store import changes, ledger, lists, logbook, tables
from factdesk.store.connection import Database

_CHAIN = """
WITH RECURSIVE chain (id, root, speaker, depth) AS (
  SELECT id, root, root_speaker, 0 FROM sources WHERE id IN (SELECT value FROM json_each(?))
  UNION SELECT s.id, s.root, s.root_speaker, 0 FROM chain JOIN sources AS s ON s.id = chain.root
)
SELECT id, root, speaker FROM chain
"""


def claim_card(db: Database, id_: str) -> ClaimCard:
    """Everything that the desk knows of one claim, in one state of the desk."""
    with db.snapshot():
        claim = tables.fetch(db.conn, "claim", id_)
        if not isinstance(claim, Claim):
            raise NotFound("this claim is not on the desk any more", where=id_, todo="look again")
        incident = tables.fetch(db.conn, "incident", claim.incident)
        assert isinstance(incident, Incident)
        speaker = tables.fetch(db.conn, "speaker", claim.speaker) if claim.speaker else None
        assert speaker is None or isinstance(speaker, Speaker)
        ties = citations(db, id_)
        given = reviews(db, id_)
        standing = given[0] if given else None
        verdict = standing.verdict if standing else "open"
        found = case(db, claim, verdict, standing.basis if standing else None,
                     standing.rests_on if standing else None, ties)  # fmt: skip
        warned = warn(found)
        return ClaimCard(
            claim=claim, incident=incident, speaker=speaker, verdict=verdict,
            basis=standing.basis if standing else None, stale=stale(db, claim, standing, ties, warned),
            warnings=tuple((w.code, w.text) for w in warned), whole=_one_row(db, claim.part_of),
            parts=lists.claim_rows(db, "c.part_of = ?", id_), denies=_one_row(db, claim.denies),
            denied_by=lists.claim_rows(db, "c.denies = ?", id_), citations=ties,
            roots=len({t.root_key for t in ties if t.stance == "supports" and t.source.withdrawn is None}),
            deniers=_deniers(db, id_), denies_speaker=_denied_speaker(db, claim.denies),
            reviews=given, history=logbook.of_claim_or_record(db, id_, 100), head=changes.head(db.conn, id_, id_),
        )  # fmt: skip


def _deniers(db: Database, claim: str) -> tuple[str, ...]:
    """Those who deny a claim, as they may be named; codes stand for nobody named."""
    rows = db.all(
        "SELECT CASE WHEN p.id IS NULL THEN ?2 WHEN p.confidentiality = 'public' THEN p.name ELSE ?3 END"
        " FROM claims AS c LEFT JOIN speakers AS p ON p.id = c.speaker WHERE c.denies = ?1 ORDER BY c.outline",
        claim, sentences.NOBODY, sentences.UNNAMED,
    )  # fmt: skip
    return tuple(dict.fromkeys(row[0] for row in rows))


def _denied_speaker(db: Database, denied: str | None) -> str | None:
    sql = (
        "SELECT p.name FROM claims AS c JOIN speakers AS p ON p.id = c.speaker"
        " WHERE c.id = ? AND p.confidentiality = 'public'"
    )
    return db.value(sql, denied) if denied else None


def source_card(db: Database, id_: str) -> SourceCard:
    """Everything that the desk knows of one source."""
    with db.snapshot():
        source = tables.fetch(db.conn, "source", id_)
        if not isinstance(source, Source):
            raise NotFound("this source is not on the desk any more", where=id_, todo="look again")
        file = db.one("SELECT size, name FROM files WHERE id = ?", source.file) if source.file else None
        key, _ = fold(id_, parents(db, [id_]))
        return SourceCard(
            source=source, root_label="itself" if key == id_ else root_label(db, key),
            carriers=lists.source_rows(db, f"s.id IN ({lists.CARRIERS.format('?1')})", id_),
            claims=lists.claim_rows(db, "c.id IN (SELECT claim FROM citations WHERE source = ?)", id_),
            carries=_carried(db, id_), file_size=file[0] if file else None, file_name=file[1] if file else None,
            history=logbook.of_claim_or_record(db, id_, 100), head=changes.head(db.conn, id_, id_),
        )  # fmt: skip


def _carried(db: Database, source: str) -> dict[str, str]:
    """For each claim that it is cited for with somebody else's words: whose these are."""
    rows = db.all(
        "SELECT t.claim, coalesce(p.name, r.code || ' ' || r.title) FROM citations AS t"
        " LEFT JOIN sources AS r ON r.id = t.root LEFT JOIN speakers AS p ON p.id = t.root_speaker"
        " WHERE t.source = ? AND coalesce(t.root, t.root_speaker) IS NOT NULL ORDER BY t.nr", source,
    )  # fmt: skip
    found: dict[str, str] = {}
    for claim, name in rows:
        found[claim] = f"{found[claim]}, {name}" if claim in found and name not in found[claim] else name
    return found


def citations(db: Database, claim: str) -> tuple[CitationView, ...]:
    """The claim's citations with their sources and roots, supporting ones first."""
    columns = ", ".join(f"s.{name}" for name in Source.columns())
    rows = db.all(
        "SELECT t.id, t.stance, t.quote, t.translation, t.locator, t.root, t.root_speaker,"
        f" {columns} FROM citations AS t"
        " JOIN sources AS s ON s.id = t.source WHERE t.claim = ? ORDER BY t.stance DESC, t.nr",
        claim,
    )
    ties = [(row[7], (row[5], row[6])) for row in rows]
    folded = fold_ties(ties, parents(db, [id_ for source, (root, _) in ties for id_ in (source, root)]))
    labels: dict[str, str] = {}

    def label(key: str) -> str:
        if key not in labels:
            labels[key] = root_label(db, key)
        return labels[key]

    found = []
    for row, (key, _) in zip(rows, folded, strict=True):
        id_, stance, quote, translation, locator, root, speaker = row[:7]
        source = tables.from_row("source", row[7:])
        assert isinstance(source, Source)
        own = root or speaker
        found.append(CitationView(id_, stance, quote, translation, locator, source, key, label(key), root, speaker,
                                  label(own) if own else ""))  # fmt: skip
    return tuple(found)


def parents(db: Database, sources: Iterable[str | None]) -> Parents:
    """What these sources, and all that they carry, carry themselves."""
    rows = db.all(_CHAIN, json.dumps([id_ for id_ in dict.fromkeys(sources) if id_ is not None]))
    return {id_: (root, speaker) for id_, root, speaker in rows}


def root_label(db: Database, key: str) -> str:
    """What people call a root: a source's code and title, or the speaker's name."""
    row = db.one("SELECT code, title FROM sources WHERE id = ?", key)
    if row is not None:
        return f"{row[0]} {row[1]}"
    return str(db.value("SELECT name FROM speakers WHERE id = ?", key) or key)


def reviews(db: Database, claim: str) -> tuple[ReviewView, ...]:
    """The claim's reviews, newest first; the first one is in force."""
    columns = ", ".join(Review.columns())
    rows = db.all(f"SELECT {columns} FROM reviews WHERE claim = ? ORDER BY nr DESC", claim)
    found = []
    for place, row in enumerate(rows):
        review = tables.from_row("review", row)
        assert isinstance(review, Review)
        found.append(
            ReviewView(review.id, review.verdict, review.basis, review.reason, review.rests_on, review.warnings,
                       review.reviewer, review.at, place == 0)
        )  # fmt: skip
    return tuple(found)


def warned(db: Database, reviews: Sequence[str]) -> dict[str, int]:
    """How often each warning was kept with these reviews, by its code."""
    sql = ("SELECT w.value, count(*) FROM json_each(?) AS k JOIN reviews AS r ON r.id = k.value"
           " JOIN json_each(r.warnings) AS w GROUP BY 1 ORDER BY 2 DESC, 1")  # fmt: skip
    return dict(db.all(sql, json.dumps(list(reviews))))


def verdict_of(db: Database, claim: str) -> str:
    """The verdict in force, `open` where none was given."""
    return str(db.value("SELECT verdict FROM claims WHERE id = ?", claim) or "open")


def case(
    db: Database, claim: Claim, verdict: str, basis: str | None, rests_on: Sequence[str] | None,
    known: tuple[CitationView, ...] | None = None,
) -> Case:  # fmt: skip
    """The verdict with all that speaks for and against it, for the rules in `model.verdicts`."""
    ties = known if known is not None else citations(db, claim.id)
    side = db.value("SELECT side FROM speakers WHERE id = ?", claim.speaker) if claim.speaker else None
    denials = db.all(
        "SELECT coalesce(p.name, c.code), coalesce(p.side, '') FROM claims AS c"
        " LEFT JOIN speakers AS p ON p.id = c.speaker WHERE c.denies = ? ORDER BY c.nr",
        claim.id,
    )
    return Case(
        verdict=verdict, basis=basis, kind=claim.kind, counted=claim.counted, side=side,
        ties=tuple(Tie(t.id, t.root_key, t.stance, bool(t.quote), t.source.confidentiality,
                       t.source.withdrawn is not None, root_word(t.root_key, t.source.id, t.root_label))
                   for t in ties),
        rests_on=None if rests_on is None else tuple(rests_on), denials=tuple(row[0] for row in denials),
        denied_by_sides=tuple(row[1] for row in denials), rivals=_rivals(db, claim),
    )  # fmt: skip


def stale(
    db: Database, claim: Claim, standing: ReviewView | None, ties: Sequence[CitationView], warned: Sequence[Warning]
) -> tuple[str, ...]:
    """Why the verdict in force asks for another look; empty while it is fresh or none was given.

    `warned` is what the rules say of the verdict now. What superseded the figure only the rules of the whole incident
    can say: it is taken from what they said last (see `kept.causes` for what they say now).
    """
    if standing is None or standing.verdict == "open":
        return ()
    kept = [row[0] for row in db.all("SELECT cause FROM stale_verdicts WHERE claim = ? ORDER BY place", claim.id)]
    if not db.one("SELECT 1 FROM standing_due WHERE incident = ?", claim.incident):
        return tuple(kept)
    known = {tie.id: tie for tie in ties}
    withdrawn = [known[id_].source.code for id_ in standing.rests_on
                 if id_ in known and known[id_].source.withdrawn is not None]  # fmt: skip
    gone = sum(id_ not in known for id_ in standing.rests_on)
    later = next((cause[len(SUPERSEDED) : -1] for cause in kept if cause.startswith(SUPERSEDED)), None)
    return stale_causes(
        edited=edited_since(db, claim.id, standing.id), withdrawn=tuple(dict.fromkeys(withdrawn)), gone=gone,
        superseded_by=later, warnings=changed_warnings(standing.warnings, warned, withdrawn),
    )  # fmt: skip


def edited_since(db: Database, claim: str, review: str) -> bool:
    """Whether the claim reads otherwise than in the entry that the review's author had in view."""
    given = ledger.of_record(db.conn, claim, review)
    in_view = {parent for entry in given for parent in entry.parents}
    entries = ledger.of_record(db.conn, claim, claim)
    seen = max((place for place, entry in enumerate(entries) if entry.id in in_view), default=None)
    return seen is not None and ledger.fold(entries[: seen + 1]) != ledger.fold(entries)


def _rivals(db: Database, claim: Claim) -> int:
    """Figures of the same incident, measure and population whose interval shares no number with this one."""
    if claim.kind != "figure":
        return 0
    return int(db.value(
        # the plus signs keep SQLite from walking all claims of that measure instead of the incident's few
        "SELECT count(*) FROM claims WHERE incident = ?1 AND kind = 'figure' AND +measure = ?2 AND +counted = ?3"
        " AND id <> ?4 AND (low > ?6 OR high < ?5)",
        claim.incident, claim.measure, claim.counted, claim.id, claim.low, claim.high,
    ))  # fmt: skip


def _one_row(db: Database, id_: str | None) -> ClaimRow | None:
    rows: tuple[Any, ...] = lists.claim_rows(db, "c.id = ?", id_) if id_ else ()
    return rows[0] if rows else None
