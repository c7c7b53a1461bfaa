"""The forms of the five kinds of records: every field that a person gives, in the order in which it is known."""

from __future__ import annotations

from typing import Final

from factdesk.model import vocabulary as words
from factdesk.tui.forms.spec import Field, FormSpec, Group

__all__ = ["CITATION_FIELDS", "EDIT_ONLY", "SOURCE_FIELDS", "SPECS"]

_CODE: Final = Field("code", "code", help="A short name such as A12. Left empty, the next free one is given.")
_WHEN: Final = "2025, 2025-04-04, 4 Apr 2025 18:50 +03:00 …"
_TIMES: Final = dict.fromkeys(words.TIME_PRECISION, "as exact as this")

INCIDENT: Final = FormSpec(
    "incident",
    (
        Group("Incident", (
            Field("title", "title", required=True, help="One event at one place, as the desk calls it."),
            Field("kind", "kind", "choice", choices=words.INCIDENT_KINDS, start="event",
                  help="Statements with no single place get an incident of their own kind."),
            _CODE,
        )),
        Group("When", (
            Field("began", "began", "moment", help=f"When it began: {_WHEN}"),
            Field("began_precision", "exact to", "choice", choices=_TIMES, empty="as typed",
                  help="How exact the beginning is known, if not as it was typed."),
            Field("ended", "ended", "moment", help=f"When it ended, if it went on: {_WHEN}"),
        )),
        Group("Where", (
            Field("place", "place", help="The town, district or site."),
            Field("region", "region", help="The region or oblast."),
            Field("country", "country", help="The country."),
            Field("place_precision", "exact to", "choice", choices=words.PLACE_PRECISION, empty="not said",
                  help="How exact the place is known."),
            Field("lat", "latitude", help="Decimal degrees from -90 to 90, such as 47.9105."),
            Field("lon", "longitude", help="Decimal degrees from -180 to 180, such as 33.3918."),
        )),
        Group("Summary", (
            Field("summary", "summary", "text", help="What happened, in the desk's own words."),
        )),
    ),
)  # fmt: skip

SPEAKER: Final = FormSpec(
    "speaker",
    (
        Group("Speaker", (
            Field("name", "name", required=True, help="The person or body that asserts; not the publisher."),
            Field("role", "role", help="Their office: mayor, spokesperson, witness …"),
            Field("organisation", "organisation", help="The body that they speak for."),
            Field("side", "side", help="The party to the conflict, if any; its word on its enemy is thin."),
        )),
        Group("Handling", (
            Field("confidentiality", "may be seen", "choice", choices=words.CONFIDENTIALITY, start="public",
                  help="Who may learn of the speaker. Not public: leaves by no export."),
            Field("note", "note", "text", help="For this desk alone; never exported."),
        )),
    ),
)  # fmt: skip

CLAIM: Final = FormSpec(
    "claim",
    (
        Group("Claim", (
            Field("incident", "incident", "pick", required=True, what="incident", new="new incident",
                  help="The incident that the claim is about. Type to narrow; Enter takes."),
            Field("kind", "kind", "choice", choices=words.CLAIM_KINDS, start="figure",
                  help="← → or a letter chooses. The other fields follow the kind."),
            Field("figure", "figure", "figure", required=True, only=("figure",),
                  placeholder="at least 16, up to 85, 16–20, dozens, не менше 16 …",
                  help="The number as people say it, with the word that limits it."),
            Field("counted", "counted", "suggest", required=True, only=("figure",), suggestions=words.COUNTED,
                  help="Who or what is counted: people, civilians, children …"),
            Field("measure", "measure", "suggest", required=True, only=("figure",), suggestions=words.MEASURES,
                  help="What happened to them: killed, injured, missing … not “casualties”."),
            Field("words", "in words", only=("figure",),
                  help="The words as said, where they differ from the figure (“a baby” for 1)."),
            Field("statement", "statement", "text", required=True, only=("assertion", "denial", "statement"),
                  help="What was said, as it was said."),
            Field("denies", "denies", "pick", only=("denial",), what="claim",
                  help="The claim that this one rejects."),
            Field("denies_aspect", "rejects", "choice", only=("denial",), choices=words.DENIED_ASPECTS,
                  empty="not said", help="What of it is denied."),
        )),
        Group("Who said it", (
            Field("speaker", "speaker", "pick", what="speaker", new="new speaker",
                  help="Who asserts it. Empty: the source itself, or nobody is named."),
            Field("said_at", "said at", "moment", help=f"When it was said: {_WHEN}"),
        )),
        Group("What it covers", (
            Field("scope", "scope", help="This explosion, the city that day, all since …"),
            Field("as_of", "as of", "moment", help=f"The moment for which it holds: {_WHEN}"),
            Field("part_of", "part of", "pick", only=("figure",), what="claim",
                  help="The whole that this figure is a part of: six children of 16 killed."),
            _CODE,
        )),
    ),
    switch="kind",
)  # fmt: skip

SOURCE_FIELDS: Final = (
    Field("title", "title", required=True, help="The headline, or what the item is called."),
    Field("kind", "kind", "choice", choices=words.SOURCE_KINDS, start="article",
          help="← → or a letter chooses what sort of item it is."),
    Field("publisher", "publisher", help="Who published it: the outlet, channel or office."),
    Field("published_at", "published", "moment", help=f"When it was published: {_WHEN}"),
    Field("language", "language", help="The language that it is in: en, uk, ru, ar …"),
)  # fmt: skip
_ADDRESS: Final = Field("url", "address", help="The web address, with https:// in front.")
_CARRIES: Final = (
    Field("root", "carries", "pick", what="source or speaker",
          help="Whose words it carries, as a whole: ten copies of one post are one root."),
    Field("confidentiality", "may be seen", "choice", choices=words.CONFIDENTIALITY, start="public",
          help="Who may learn of it. Not public: leaves by no export unless named."),
    Field("reliability", "reliability", "choice", choices=words.RELIABILITY, empty="not rated",
          help="The Admiralty code's letter, if the desk rates it."),
    Field("archived_url", "archived at", help="The address of an archived copy."),
    Field("seen_at", "seen", "moment", help=f"When the desk saw it: {_WHEN}"),
    Field("note", "note", "text", help="For this desk alone; never exported."),
    Field("withdrawn", "withdrawn", help="Why and when it was taken back; verdicts resting on it turn stale."),
    _CODE,
)  # fmt: skip

SOURCE: Final = FormSpec(
    "source",
    (
        Group("Source", (SOURCE_FIELDS[0], _ADDRESS, *SOURCE_FIELDS[1:])),
        Group("Where it comes from", _CARRIES[:3]),
        Group("Handling", _CARRIES[3:]),
    ),
)

CITATION_FIELDS: Final = (
    Field("quote", "quote", "text", help="The exact words in the source, in its own language."),
    Field("translation", "translation", "text", help="The quote in the desk's language."),
    Field("locator", "where in it", help="Page, paragraph, minute: where in the source it stands."),
    Field("stance", "stance", "choice", choices=words.STANCES, start="supports",
          help="Whether the source speaks for the claim or against it."),
    Field("root", "words of", "pick", what="speaker or source",
          help="Whose words it carries for this claim; empty: its own, or its root's."),
)  # fmt: skip

CITATION: Final = FormSpec(
    "citation",
    (
        Group("Citation", (
            Field("claim", "claim", "pick", required=True, what="claim", help="The claim that is cited for."),
            Field("source", "source", "pick", required=True, what="source", help="The source that carries it."),
            *CITATION_FIELDS,
        )),
    ),
)  # fmt: skip

CARRIES: Final = _CARRIES
EDIT_ONLY: Final = frozenset({"withdrawn"})
"""Fields that only show when a record is edited."""

SPECS: Final = {spec.kind: spec for spec in (INCIDENT, SPEAKER, CLAIM, SOURCE, CITATION)}
"""The forms by kind of record."""
