"""The data dictionary of a reviewed file: every table, column and code value in one line each."""

from __future__ import annotations

from typing import Final

from factdesk.model import vocabulary as words
from factdesk.store.export_schema import FORMAT

Line = tuple[str, str | None, str | None, str | None, str]
"""Kind, table, column, code and meaning: one row of the table `about`."""

FILE: Final = (
    f"A reviewed file of factdesk, format {FORMAT}: claims as they were said, who said them, which sources carry them, "
    "and how a desk judged them.",
    "Ids are numbered 1, 2, 3 in this file alone; the desk that made it has others.",
    "Every number is a claim of a speaker in the words of a source. Quote it with both.",
    "Times are ISO 8601, as precise as they were known.",
    "Control characters in texts were replaced by visible marks; all else is as it was written.",
    "Check the file with: factdesk verify FILE. The content hash shows changes; it is no signature.",
)
"""What is true of the file as a whole."""

TABLES: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "incidents": ("One row per incident: an event at one place and stretch of time, or a set of statements.", {
        "id": "number of the incident in this file",
        "kind": "an event, or statements without a single place",
        "title": "what the desk calls the incident",
        "began": "when it began",
        "began_precision": "how precisely the beginning is known: minute, hour, day, month or year",
        "ended": "when it ended, where it lasted",
        "place": "town, district or site",
        "region": "region, oblast or province",
        "country": "country",
        "lat": "latitude in decimal degrees, as text",
        "lon": "longitude in decimal degrees, as text",
        "place_precision": "how precisely the place is known",
        "summary": "the incident in the desk's own words",
    }),
    "speakers": ("One row per person or body that asserts something. The publisher is not the speaker.", {
        "id": "number of the speaker in this file",
        "name": "name of the person or body",
        "role": "role or office",
        "organisation": "organisation that the speaker belongs to",
        "side": "party to the conflict, where the speaker belongs to one",
    }),
    "sources": ("One row per item that carries claims, or that such an item carries on.", {
        "id": "number of the source in this file",
        "kind": "what kind of item it is",
        "title": "its title, or the desk's description of it",
        "publisher": "who published it",
        "url": "its address",
        "archived_url": "address of an archived copy",
        "published_at": "when it was published",
        "seen_at": "when the desk saw it",
        "language": "its language",
        "root": "the source that it merely carries on; sources.id",
        "root_speaker": "the speaker whose own words it carries on; speakers.id",
        "root_withheld": "1 where it carries something on that is not in this file",
        "reliability": "how reliable the desk holds the source to be, by the Admiralty code",
        "withdrawn": "why and when the source was taken back; empty while it stands",
    }),
    "claims": ("One row per claim: one attributed statement that can be judged on its own.", {
        "id": "number of the claim in this file; a whole comes before its parts",
        "incident": "the incident that it is about; incidents.id",
        "kind": "what kind of claim it is",
        "measure": "what happened to those counted: killed, injured, damaged and so on",
        "counted": "who or what is counted",
        "part_of": "the claim that it is a part of, never to be added to it; claims.id",
        "part_of_withheld": "1 where it is part of a claim that is not in this file",
        "low": "lowest number that the words allow; empty means no lower end was given",
        "high": "highest number that the words allow; empty means no upper end was given",
        "qualifier": "how the words limit the number",
        "value": "the number as said; empty for ranges and vague words",
        "words": "the figure in the words that were used",
        "scope": "what the figure covers",
        "as_of": "the moment for which it holds",
        "statement": "what is claimed, where it is no figure",
        "speaker": "who says so; empty where the source speaks in its own voice; speakers.id",
        "speaker_withheld": "1 where the speaker is known to the desk and not in this file",
        "said_at": "when it was said",
        "denies": "the claim that it rejects; claims.id",
        "denies_aspect": "what of that claim it rejects",
        "denies_withheld": "1 where it rejects a claim that is not in this file",
        "verdict": "the verdict in force",
        "stale": "1 where the claim or its sources changed after the verdict, so that it asks for another look",
        "roots": "independent origins among its supporting sources in this file, as the desk counts them",
    }),
    "citations": ("One row per tie between a claim and a source.", {
        "id": "number of the citation in this file",
        "claim": "the claim; claims.id",
        "source": "the source; sources.id",
        "quote": "the exact words of the source",
        "translation": "the quote in another language",
        "locator": "where in the source it stands",
        "stance": "whether the source speaks for or against the claim",
        "root": "the source whose words it carries here; without any, what the source itself carries; sources.id",
        "root_speaker": "the speaker whose own words the source carries here; speakers.id",
        "root_withheld": "1 where it carries the words of somebody or something here that is not in this file",
    }),
    "reviews": ("One row per judgement of a claim by one person, older ones included.", {
        "id": "number of the review in this file; later ones of a claim have higher numbers",
        "claim": "the claim that was judged; claims.id",
        "verdict": "the verdict",
        "basis": "why the verdict holds",
        "reason": "the reviewer's reason; empty for past reviews, whose reasons stay on the desk",
        "warnings": "codes of the warnings that were shown when the verdict was given, as a JSON list",
        "reviewer": "the name under which the reviewer signs",
        "at": "when the verdict was given, by the reviewer's clock",
        "in_force": "1 for the newest review of the claim",
        "rests_on_withheld": "how many citations it rests on that are not in this file",
    }),
    "review_citations": ("The citations that a review rests on.", {
        "id": "number of the row",
        "review": "the review; reviews.id",
        "citation": "the citation; citations.id",
    }),
    "about": ("This dictionary.", {
        "id": "number of the row",
        "kind": "what the row explains: the file, a table, a view, a search index, a column or a code",
        "table_name": "the table or view",
        "column_name": "the column",
        "code": "the value",
        "meaning": "what it means",
    }),
    "manifest": ("What the file holds, what was left out and why, and the content hash.", {
        "id": "number of the row",
        "section": "what the row tells of",
        "name": "what is counted or told",
        "reason": "why it was left out, or how confidential it was",
        "value": "the number or text",
    }),
}  # fmt: skip
"""Meaning of each table and of its columns."""

VIEWS: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "claims_reviewed": ("Every claim with its incident, its speaker and the review in force.", {
        "incident_title": "title of the incident",
        "incident_began": "when the incident began",
        "speaker": "name of the speaker",
        "role": "role of the speaker",
        "organisation": "organisation of the speaker",
        "side": "party to the conflict that the speaker belongs to",
        "basis": "why the verdict holds",
        "reason": "the reviewer's reason",
        "reviewer": "who gave the verdict",
        "reviewed_at": "when the verdict was given",
        "rests_on_withheld": "how many citations the verdict rests on that are not in this file",
        "supporting": "citations that speak for the claim",
        "opposing": "citations that speak against the claim",
    }),
    "toll_by_incident": ("Figures by incident, measure and population. They are not to be added up.", {
        "incident": "the incident; incidents.id",
        "incident_title": "title of the incident",
        "measure": "what happened to those counted",
        "counted": "who or what is counted",
        "figures": "how many figures there are",
        "confirmed": "how many of them are confirmed",
        "disputed": "how many of them are disputed",
        "denied": "how many of them are denied",
        "open": "how many of them are not judged",
        "lowest": "lowest lower end of any figure",
        "highest": "highest upper end; empty where a figure has none",
        "confirmed_at_least": "highest lower end of a confirmed figure",
    }),
}  # fmt: skip
"""Meaning of each view and of the columns that are not simply those of `claims`."""

SEARCH: Final = {
    "incidents_fts": "Full-text search over incidents.",
    "speakers_fts": "Full-text search over speakers.",
    "sources_fts": "Full-text search over sources.",
    "claims_fts": "Full-text search over claims.",
    "citations_fts": "Full-text search over quotes and translations.",
    "reviews_fts": "Full-text search over the reasons of reviews.",
}

WARNINGS: Final = {
    "no-source": "nothing that supports the claim was attached or chosen",
    "not-independent": "the basis says independent, but all sources fold to one root",
    "one-root": "it rests on one root, however many outlets carry it",
    "no-quote": "no exact quote was kept",
    "party-about-enemy": "a party to the conflict says this about its enemy",
    "denied-too": "another claim denies it",
    "nothing-opposes": "nothing on the other side was attached",
    "nothing-contrary": "no denial and no contrary source was attached",
    "no-party": "the basis names a party, but no denial by one was on the desk",
    "no-evidence": "the basis is evidence, but no contrary source was attached",
    "supported-too": "independent sources support it beside the denial",
    "withdrawn": "a source that it rests on was withdrawn",
    "not-public": "only sources that are not public carried it",
}

REASONS: Final = {
    "open": "the claim was not judged yet",
    "sources": "only sources that are not public carry the claim",
    "speaker": "only a speaker who is not public stands behind the claim",
    "source": "the citation is of a source that is not in this file",
    "claim": "it belongs to a claim that is not in this file",
    "background": "it is background and nobody named it for this file",
    "confidential": "it is confidential and nobody named it for this file",
    "not-cited": "it is public, but no claim in this file rests on it",
    "not-needed": "the speaker is public, but nothing in this file names them",
    "no-claim": "no claim of the incident is in this file",
    "never": "copies of files never leave the desk",
}
"""Why a record stays behind, or how confidential a named one is."""

SECTIONS: Final = {
    "file": "the file itself: format, program, newest review, content hash",
    "records": "how many records each table holds",
    "withheld": "how many records of the desk stayed behind, and why",
    "marked": "how many records carry a mark that a reader should know of",
    "named": "how many records that are not public a person named for this file",
}

_BASES: Final = {basis: meaning for bases in words.BASES.values() for basis, meaning in bases.items()}

CODES: Final = {
    ("incidents", "kind"): words.INCIDENT_KINDS,
    ("incidents", "place_precision"): words.PLACE_PRECISION,
    ("sources", "kind"): words.SOURCE_KINDS,
    ("sources", "reliability"): words.RELIABILITY,
    ("claims", "kind"): words.CLAIM_KINDS,
    ("claims", "qualifier"): words.QUALIFIERS,
    ("claims", "denies_aspect"): words.DENIED_ASPECTS,
    ("claims", "verdict"): words.VERDICTS,
    ("citations", "stance"): words.STANCES,
    ("reviews", "verdict"): words.VERDICTS,
    ("reviews", "basis"): _BASES,
    ("reviews", "warnings"): WARNINGS,
    ("manifest", "section"): SECTIONS,
    ("manifest", "reason"): REASONS,
}
"""The words of fixed lists, by table and column."""


def lines() -> list[Line]:
    """Every row of the table `about`, in order."""
    found: list[Line] = [("file", None, None, None, told) for told in FILE]
    for kind, group in (("table", TABLES), ("view", VIEWS)):
        for table, (meaning, columns) in group.items():
            found.append((kind, table, None, None, meaning))
            if table == "claims_reviewed":
                columns = {**TABLES["claims"][1], **columns}
                for hidden in ("part_of_withheld", "denies_aspect", "denies_withheld"):
                    del columns[hidden]
            found += [("column", table, column, None, told) for column, told in columns.items()]
    found += [("search", table, None, None, meaning) for table, meaning in SEARCH.items()]
    for (table, column), codes in CODES.items():
        found += [("code", table, column, code, told) for code, told in codes.items()]
    return found
