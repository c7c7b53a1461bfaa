"""What the card of a claim, a source or an incident says, line by line, for the text pane."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factdesk.model.records import Incident, Source
from factdesk.model.views import CitationView, ClaimCard, ClaimRow, Counts, LogLine, ReviewView, SourceCard, SourceRow
from factdesk.model.vocabulary import BASES, RELIABILITY, VERDICTS
from factdesk.model.wording import figure_text, interval, verdict_text
from factdesk.tui.theme import Look
from factdesk.tui.widgets.text_lines import Line

HISTORY_SHOWN = 12
"""Changes that a card lists; the rest are counted and stand in the history screen."""


def claim(card: ClaimCard, look: Look) -> list[Line]:
    """A claim whole: as said, who, when, its ties, judgements, warnings and past."""
    return [
        *_claim_head(card, look),
        *_facts(card, look),
        *_relations(card, look),
        *_warned(card, look),
        *citations(card, look),
        *_reviews(card.reviews, look),
        *_history(card.history, look),
    ]


def _claim_head(card: ClaimCard, look: Look) -> Iterator[Line]:
    glyph, word, _ = look.verdict(card.verdict)
    style = card.verdict
    yield Line(((f"{card.claim.code}  ", "dim"), (figure_text(card.claim), "heading")), hang=2)
    told = verdict_text(card.verdict, card.basis)
    yield Line(
        ((f"{glyph} {word}", style), ("  " + (told if card.verdict != "open" else VERDICTS["open"]), style)), hang=8
    )
    for cause in card.stale:
        yield Line((("stale  ", "warning"), (cause, "text")), hang=7)
    yield Line()


def _facts(card: ClaimCard, look: Look) -> Iterator[Line]:
    claim = card.claim
    if claim.kind == "figure":
        understood = f"{interval(claim.low, claim.high, ascii_only=look.ascii)} {claim.counted} {claim.measure}"
        yield _fact("interval", understood, look)
    yield _fact("as said", claim.words if claim.kind == "figure" else claim.statement, look, "quote")
    if claim.kind == "figure" and claim.statement:
        yield _fact("about", claim.statement, look)
    yield _fact("speaker", _speaker(card), look)
    for label, value in (("scope", claim.scope), ("as of", claim.as_of), ("said", claim.said_at)):
        if value:
            yield _fact(label, value, look)
    yield _fact("incident", f"{card.incident.code} {card.incident.title}", look)
    yield Line()


def _speaker(card: ClaimCard) -> str:
    if card.speaker is None:
        return "nobody is named"
    who = card.speaker
    about = ", ".join(part for part in (who.role, who.organisation) if part)
    side = f" · side: {who.side}" if who.side else ""
    shut = "" if who.confidentiality == "public" else f" · {who.confidentiality.upper()}"
    return f"{who.name}{f' ({about})' if about else ''}{side}{shut}"


def _relations(card: ClaimCard, look: Look) -> Iterator[Line]:
    related: tuple[tuple[str, Iterable[ClaimRow]], ...] = (
        ("part of", [card.whole] if card.whole else []),
        ("parts", card.parts),
        ("denies", [card.denies] if card.denies else []),
        ("denied by", card.denied_by),
    )
    some = False
    for label, rows in related:
        for row in rows:
            yield _claim_line(label, row, look)
            some = True
    if some:
        yield Line()


def claim_line(row: ClaimRow, look: Look) -> Line:
    """A claim as one anchor of a card."""
    return _claim_line("", row, look)


def _claim_line(label: str, row: ClaimRow, look: Look) -> Line:
    glyph, _, _ = look.verdict(row.verdict)
    style = row.verdict
    who = f" — {row.speaker}" if row.speaker else ""
    return Line(
        ((f"{label:<10}", "label"), (f"{glyph} ", style), (row.code, "anchor"), (" ", "text"),
         (figure_text(row), "text"), (who, "dim")),
        hang=12, ref=row.id,
    )  # fmt: skip


def _warned(card: ClaimCard, look: Look) -> Iterator[Line]:
    for _, text in card.warnings:
        yield Line((("! ", "warning"), (text, "text")), hang=2)
    if card.warnings:
        yield Line()


def citations(card: ClaimCard, look: Look) -> Iterator[Line]:
    """What carries a claim and what speaks against it: sources with their roots, quotes and translations."""
    supporting = [c for c in card.citations if c.stance == "supports"]
    against = [c for c in card.citations if c.stance == "opposes"]
    roots = f" · {card.roots} root{'' if card.roots == 1 else 's'}" if supporting else ""
    yield _title(f"Sources  {len(supporting)}{roots}", look)
    if not card.citations:
        yield Line((("Nothing is attached yet. A attaches a source.", "dim"),))
    for citation in supporting:
        yield from _citation(citation, look)
    if against:
        yield _title(f"Against it  {len(against)}", look)
        for citation in against:
            yield from _citation(citation, look)
    yield Line()


def _citation(citation: CitationView, look: Look) -> Iterator[Line]:
    source = citation.source
    marks = [m for m in (source.confidentiality.upper() if source.confidentiality != "public" else "",
                         "WITHDRAWN" if source.withdrawn else "") if m]  # fmt: skip
    head = [(source.code, "anchor"), (" ", "text"), (source.title, "text")]
    if marks:
        head.append(("  " + " ".join(marks), "warning"))
    yield Line(tuple(head), hang=2, ref=source.id)
    where = " · ".join(part for part in (source.publisher, source.kind, (source.published_at or "")[:16]) if part)
    yield Line(((where, "dim"),), indent=2)
    if citation.carries:
        whose = "carries the words of " if citation.root_speaker else "carries "
        yield Line(((whose, "label"), (citation.carries, "text")), indent=2, hang=6)
    if citation.root_key not in (source.id, citation.root, citation.root_speaker):
        yield Line((("root: ", "label"), (citation.root_label, "text")), indent=2, hang=6)
    if citation.quote:
        yield Line((("“", "dim"), (citation.quote, "quote"), ("”", "dim")), indent=2, hang=1)
    if citation.translation:
        yield Line((("= ", "dim"), (citation.translation, "text")), indent=2, hang=2)
    if citation.locator:
        yield Line((("at: ", "label"), (citation.locator, "dim")), indent=2, hang=4)
    if source.url:
        yield Line(((source.url, "dim"),), indent=2)


def _reviews(reviews: tuple[ReviewView, ...], look: Look) -> Iterator[Line]:
    yield _title(f"Reviews  {len(reviews)}" if reviews else "Reviews", look)
    if not reviews:
        yield Line((("Nobody has judged it. c confirms, d disputes, x denies.", "dim"),))
    for review in reviews:
        glyph, word, _ = look.verdict(review.verdict)
        style = review.verdict
        basis = BASES[review.verdict].get(review.basis or "", "")
        told = f"  {review.basis}: {basis}" if review.basis else ""
        yield Line(((f"{glyph} {word}", style), (told, "text" if review.stands else "dim")), hang=8)
        yield Line(((f"{review.reviewer} · {review.at.replace('T', ' ')[:16]}", "dim"),), indent=2)
        yield Line(((review.reason, "text" if review.stands else "dim"),), indent=2)
    yield Line()


def _history(history: tuple[LogLine, ...], look: Look) -> Iterator[Line]:
    yield _title("History", look)
    for line in history[:HISTORY_SHOWN]:
        yield Line(
            ((f"{line.at.replace('T', ' ')[:16]}  ", "dim"), (f"{line.label or line.op}", "text"),
             (f"  {line.author}", "dim")),
            hang=4,
        )  # fmt: skip
    if len(history) > HISTORY_SHOWN:
        yield Line(((f"… and {len(history) - HISTORY_SHOWN} more changes (4 shows the history)", "dim"),))


def source(card: SourceCard, look: Look) -> list[Line]:
    """A source whole: what it is, what it carries, who carries it, which claims cite it."""
    it = card.source
    lines = [Line(((f"{it.code}  ", "dim"), (it.title, "heading")), hang=2)]
    if it.confidentiality != "public":
        lines.append(Line(((f" {it.confidentiality.upper()} ", "sign"),
                           ("  leaves by no export unless a person names it", "warning")), hang=2))  # fmt: skip
    if it.withdrawn:
        lines.append(Line((("withdrawn  ", "warning"), (it.withdrawn, "text")), hang=11))
    lines.append(Line())
    facts = (("kind", it.kind), ("publisher", it.publisher), ("address", it.url), ("archived", it.archived_url),
             ("published", it.published_at), ("seen", it.seen_at), ("language", it.language),
             ("rating", _rating(it)), ("root", _root(card)), ("file", _file(card)),
             ("note", it.note))  # fmt: skip
    lines += [_fact(label, value, look) for label, value in facts if value]
    lines += [Line(), _title(f"Claims that cite it  {len(card.claims)}", look)]
    for row in card.claims:
        lines.append(_claim_line("", row, look))
        if row.id in card.carries:
            whose = (("carrying ", "label"), (card.carries[row.id], "text"))
            lines.append(Line(whose, indent=12, hang=4))
    if card.carriers:
        lines += [Line(), _title(f"Carried by  {len(card.carriers)}", look)]
        lines += [_source_line(row, look) for row in card.carriers]
    return [*lines, Line(), *_history(card.history, look)]


def _root(card: SourceCard) -> str:
    return f"{card.root_label}, but where its citations say otherwise" if card.carries else card.root_label


def _source_line(row: SourceRow, look: Look) -> Line:
    return Line(((row.code, "anchor"), (" ", "text"), (row.title, "text"),
                 (f"  {row.publisher or ''}", "dim")), hang=4, ref=row.id)  # fmt: skip


def _rating(it: Source) -> str:
    return f"{it.reliability}: {RELIABILITY[it.reliability]}" if it.reliability else ""


def _file(card: SourceCard) -> str:
    if card.source.file is None:
        return ""
    return f"{card.file_name} · {card.file_size or 0:,} bytes · SHA-256 {card.source.file}"


def incident(it: Incident, counted: Counts, look: Look) -> list[Line]:
    """An incident: where, when, what is known, and how its claims stand."""
    lines = [Line(((f"{it.code}  ", "dim"), (it.title, "heading")), hang=2), Line()]
    place = ", ".join(part for part in (it.place, it.region, it.country) if part)
    spot = f"{it.lat}, {it.lon} ({it.place_precision or 'precision not given'})" if it.lat and it.lon else None
    facts = (("kind", it.kind), ("began", it.began), ("ended", it.ended), ("place", place), ("spot", spot))
    lines += [_fact(label, value, look) for label, value in facts if value]
    stands: list[tuple[str, str]] = [(f"{'claims':<10}", "label")]
    for verdict in ("confirmed", "disputed", "denied", "open"):
        glyph, _, _ = look.verdict(verdict)
        stands.append((f"{glyph} {getattr(counted, verdict)} {verdict}   ", verdict))
    lines += [Line(tuple(stands)), Line()]
    if it.summary:
        lines.append(Line(((it.summary, "text"),)))
    return lines


def note(text: str) -> Line:
    """A line in place of a card that cannot be shown."""
    return Line(((text, "dim"),))


def _fact(label: str, value: str | None, look: Look, style: str = "text") -> Line:
    return Line(((f"{label:<10}", "label"), (value or "", style)), hang=10)


def _title(text: str, look: Look) -> Line:
    return Line(((text, "accent"),))
