"""What typed filters find in lists of claims, incidents and sources."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from factdesk.desk import browse
from factdesk.desk.add import add
from factdesk.desk.attach import attach
from factdesk.desk.edit import edit
from factdesk.desk.filtering import claim_filter, incidents_that, sources_that
from factdesk.desk.open import Desk, open_desk
from factdesk.desk.review import mark
from factdesk.model.errors import BadInput, NotFound
from factdesk.model.filter_fields import CLAIM_FIELDS, INCIDENT_FIELDS, OTHER_WAY, SOURCE_FIELDS, Field
from factdesk.model.roots import fold
from factdesk.store import cards
from factdesk.store.filter_claims import RULES, few, where
from factdesk.store.filter_others import INCIDENTS, SOURCES
from support import desks


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filters") / "desk.sqlite"
    with desks.small(path) as desk:
        add(desk, "incident", {"code": "B", "title": "Удар по місту", "place": "Харків", "began": "2025-04-03"})
        add(desk, "speaker", {"name": "Сергій Лисак", "organisation": "Обласна рада"})
        add(desk, "source", {"code": "S3", "kind": "post", "title": "Third", "root_speaker": "Сергій Лисак",
                             "publisher": "Telegram", "published_at": "2025-04-05"})  # fmt: skip
        add(desk, "source", {"code": "S4", "kind": "interview", "title": "Talk", "confidentiality": "confidential",
                             "note": "by the river"})  # fmt: skip
        more = {**desks.FIGURE, "incident": "B", "speaker": "Сергій Лисак"}
        add(desk, "claim", {**more, "code": "B1", "figure": "5", "said_at": "2025-04-04"})
        add(desk, "claim", {**more, "code": "B2", "figure": "34", "measure": "injured", "scope": "the city",
                            "said_at": "2025-04-05T10:00+03:00", "as_of": "2025-04-05"})  # fmt: skip
        add(desk, "claim", {"incident": "A", "kind": "denial", "statement": "No soldier was there", "denies": "A3",
                            "code": "A4", "said_at": "2025-04-06"})  # fmt: skip
        attach(desk, ["B1"], source="S3", quote="п'ять")
        attach(desk, ["B1"], source="S1")
        attach(desk, ["B2"], source="S4")
        attach(desk, ["A1"], source="S2", quote="again")
        mark(desk, ["A1", "B1"], "confirmed", basis="authority", reason="so", author="Olena K", at="2025-04-07T08:00Z")
        mark(desk, ["A3"], "denied", basis="by-party", reason="they say no", author="Anna", at="2025-04-08T08:00Z")
        mark(desk, ["B1"], "open", reason="again", author="Anna", at="2025-04-09T08:00Z")
        edit(desk, "S2", {"withdrawn": "not theirs"})
    return path


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    with open_desk(path, read_only=True) as opened:
        yield opened


CLAIMS = [
    ("", "A1 A2 A3 A4 B1 B2"),
    ("killed>84", "A1 A3"),
    ("killed>85", "A1"),
    ("killed>=6 killed<7", "A2 A3"),
    ("killed=6", "A2 A3"),
    ("killed=16", "A1 A3"),
    ("killed:5..6,34", "A1 A2 A3 B1"),
    ("killed:5..5 injured>30", "A3 B1 B2"),
    ("-killed>5", "A4 B1 B2"),
    ("injured>34", ""),
    ("low>=16", "A1 B2"),
    ("high<85", "A2 B1 B2"),
    ("low:5..6", "A2 B1"),
    ("who:official", "A1"),
    ("who:лисак", "B1 B2"),
    ("who:лис", "B1 B2"),
    ("who:рада,ministry", "A3 B1 B2"),
    ('who:"%"', ""),
    ("-who:Ministry", "A1 A2 A4 B1 B2"),
    ("side:russia", "A3"),
    ("place:кривий", "A1 A2 A3 A4"),
    ("place:харк -measure:killed", "B2"),
    ("place:_", ""),
    ("counted:children,soldiers", "A2 A3"),
    ("measure:Killed -counted:people", "A2 A3"),
    ("kind:denial", "A4"),
    ("soldiers", "A3"),
    ("16", "A1 A2"),
    ("-16 kind:figure", "A3 B1 B2"),
    ('-"no soldier" incident:A', "A1 A2 A3"),
    ("п'ять", "B1"),
    ("incident:B", "B1 B2"),
    ("incident:A,B -incident:A", "B1 B2"),
    ("code:a1", "A1"),
    ("code:B*,A4", "A4 B1 B2"),
    ("code:b*", "B1 B2"),
    ("since:2025-04-04 until:2025-04-05", "B1 B2"),
    ("-since:2025-04-05", "A1 A2 A3 B1"),
    ("said:2025-04-05..2025-04", "A4 B2"),
    ("said:2025-04-04,2025-04-06", "A4 B1"),
    ("said>2025-04-04", "A4 B2"),
    ("said<=2025-04-05", "B1 B2"),
    ("asof:2025", "B2"),
    ("verdict:open", "A2 A4 B1 B2"),
    ("verdict:confirmed,denied", "A1 A3"),
    ("verdict:open verdict:denied", "A2 A3 A4 B1 B2"),
    ("basis:authority", "A1"),
    ("basis:by-party,authority", "A1 A3"),
    ("by:olena", "A1"),
    ("by:anna", "A3"),
    ("reviewed:2025-04-07", "A1"),
    ("reviewed>2025-04-07", "A3"),
    ("source:S1", "A1 A2 B1"),
    ("source:post,third", "A1 A2 B1"),
    ("publisher:tele", "B1"),
    ("confidentiality:confidential", "B2"),
    ("root:1", "A1 A2 B2"),
    ("root:0", "A3 A4"),
    ("root>=2", "B1"),
    ("sources:2", "A1 B1"),
    ("-sources:0 -sources:2..", "A2 A3 B2"),
    ("has:quote", "A1 A2 B1"),
    ("has:quote has:speaker", "A1 B1"),
    ("has:translation", ""),
    ("has:file,url", "A1 A2 B1"),
    ("has:archive", ""),
    ("has:note", "B2"),
    ("has:opposing", "A3"),
    ("has:withdrawn", "A1 A3"),
    ("has:scope", "B2"),
    ("has:date -has:source", "A4"),
    ("has:review", "A1 A3 B1"),
    ("has:parts", "A1"),
    ("has:whole", "A2"),
    ("has:denial", "A3"),
]


@pytest.mark.parametrize(("text", "codes"), CLAIMS)
def test_claims(desk: Desk, text: str, codes: str) -> None:
    window = browse.claim_window(desk, claim_filter(desk, f"{text} sort:code"))
    assert " ".join(row.code for row in window.rows(0, 20)) == codes
    assert window.count() == len(codes.split())


INCIDENTS_FOUND = [
    ("", "A B"),
    ("kind:event code:b", "B"),
    ("place:харків", "B"),
    ("since:2025-04-01", "B"),
    ("until:2025-04-02", ""),
    ("claims>2", "A"),
    ("injured>30", "B"),
    ("killed:5..5 injured:34", "B"),
    ("-injured>30", "A"),
    ("verdict:denied", "A"),
    ("-verdict:denied", "B"),
    ("who:лисак verdict:open", "B"),
    ("who:Officials verdict:denied", ""),
    ("street", "A"),
    ("-street", "B"),
]


@pytest.mark.parametrize(("text", "codes"), INCIDENTS_FOUND)
def test_incidents(desk: Desk, text: str, codes: str) -> None:
    assert " ".join(row.code for row in incidents_that(desk, text).rows(0, 9)) == codes


SOURCES_FOUND = [
    ("", "S4 S3 S2 S1"),
    ("kind:post,interview", "S4 S3 S1"),
    ("code:s3", "S3"),
    ("title:third", "S3"),
    ("publisher:telegram", "S3"),
    ("confidentiality:public", "S3 S2 S1"),
    ("withdrawn:yes", "S2"),
    ("withdrawn:no has:url", "S1"),
    ("-withdrawn:no", "S2"),
    ("reliability:A", ""),
    ("-reliability:A", "S4 S3 S2 S1"),
    ("language:uk", ""),
    ("since:2025-04-05", "S3"),
    ("claims:2", "S2"),
    ("claims>2", "S1"),
    ("incident:B", "S4 S3 S1"),
    ("who:Ministry", "S2"),
    ("verdict:denied", "S2"),
    ("has:quote", "S3 S2 S1"),
    ("has:root", "S3 S2"),
    ("has:note has:claims", "S4"),
    ("river", "S4"),
    ("-river talk", ""),
]


@pytest.mark.parametrize(("text", "codes"), SOURCES_FOUND)
def test_sources(desk: Desk, text: str, codes: str) -> None:
    assert " ".join(row.code for row in sources_that(desk, text).rows(0, 9)) == codes


def test_every_field_has_its_rule_and_every_word_its_meaning(desk: Desk) -> None:
    assert RULES.keys() - {""} == CLAIM_FIELDS.keys()
    assert INCIDENT_FIELDS.keys() <= INCIDENTS.keys() | RULES.keys()
    assert SOURCES.keys() - {""} == SOURCE_FIELDS.keys()
    for listed, fields in ((sources_that, SOURCE_FIELDS), (incidents_that, INCIDENT_FIELDS)):
        for text in _all_values(fields.values()):
            listed(desk, text).count()  # type: ignore[operator]
    for text in _all_values(CLAIM_FIELDS.values()):
        browse.claim_window(desk, claim_filter(desk, text)).count()


def _all_values(fields: object) -> Iterator[str]:
    for field in fields:  # type: ignore[attr-defined]
        assert isinstance(field, Field)
        for value in field.values or ():
            yield f"{field.name}:{value}"
            yield f"-{field.name}:{value}"


def test_roots_are_counted_by_the_rule_of_the_card(tmp_path: Path) -> None:
    with desks.small(tmp_path / "desk.sqlite") as desk:
        for code, root in (("S5", "S2"), ("S6", None), ("S7", "S6"), ("S8", "S7")):
            add(desk, "source", {"code": code, "kind": "article", "title": code, "root": root})
        edit(desk, "S6", {"root": "S7"})  # a circle of two, with a tail
        attach(desk, ["A1"], source="S5")
        for code in ("S6", "S7", "S8"):
            attach(desk, ["A2"], source=code)
        for code in ("A1", "A2", "A3"):
            card = browse.claim_card(desk, code)
            found = browse.claim_window(desk, claim_filter(desk, f"root:{card.roots} code:{code}"))
            assert found.count() == 1, (code, card.roots)
        assert len({fold(s, cards.parents(desk.db, [s]))[0] for s in _ids(desk)}) == 1


def _ids(desk: Desk) -> list[str]:
    return [row[0] for row in desk.db.all("SELECT id FROM sources WHERE code IN ('S6', 'S7', 'S8')")]


def test_refusals_know_the_desk(desk: Desk) -> None:
    with pytest.raises(NotFound, match="no incident is called 'Z'"):
        claim_filter(desk, "incident:Z")
    with pytest.raises(BadInput, match="no field or measure is called 'kiled'"):
        claim_filter(desk, "kiled>3")
    with pytest.raises(BadInput, match="no field is called 'measure'"):
        sources_that(desk, "measure:killed")


def test_what_is_typed_never_becomes_part_of_the_statement(desk: Desk) -> None:
    for text in ("who:{} place:{} code:{} publisher:{} by:{} {} -{}", "who:{},x side:{} source:{} {} -{}"):
        typed = ("abc", '"x\' OR 1 --"', "лис")
        assert len({where(claim_filter(desk, text.replace("{}", one)))[0] for one in typed}) == 1


@pytest.mark.parametrize(
    "text", ["by:x", "basis:authority", "reviewed:2025", "publisher:x", "source:x", "-by:x -source:S1"]
)
def test_what_leads_to_few_claims_is_looked_for_once_not_for_each_claim(desk: Desk, text: str) -> None:
    clause, values = where(claim_filter(desk, text))
    assert few(clause) != clause
    plan = desk.db.all(f"EXPLAIN QUERY PLAN SELECT c.nr FROM claims AS c {few(clause)} ORDER BY c.outline", *values)
    assert not [row[3] for row in plan if "CORRELATED LIST" in row[3]]


@pytest.mark.parametrize("text", ["verdict:open", "verdict:open,denied", "-verdict:confirmed killed>3"])
def test_a_verdict_within_an_incident_is_looked_for_among_the_claims_of_the_incident(desk: Desk, text: str) -> None:
    clause, values = where(claim_filter(desk, f"{text} incident:A"))
    plan = desk.db.all(f"EXPLAIN QUERY PLAN SELECT c.nr FROM claims AS c {clause} ORDER BY c.outline", *values)
    assert [row[3] for row in plan if "SEARCH c USING INDEX claims_by_incident (incident=?)" in row[3]]


@pytest.mark.parametrize(("order", "turned"), OTHER_WAY.items())
def test_an_order_turned_round_begins_with_the_other_end(desk: Desk, order: str, turned: str) -> None:
    def codes(name: str) -> list[str]:
        window = browse.claim_window(desk, claim_filter(desk, f"sort:{name}"))
        return [row.code for row in window.rows(0, window.count())]

    first, last = codes(order), codes(turned)
    assert sorted(first) == sorted(last)
    assert first != last
    if order in ("newest", "code"):
        assert last == first[::-1]
    if order == "said":
        unsaid = {"A1", "A2", "A3"}
        assert (last[0], last[-1] in unsaid, first[-1] in unsaid) == (
            "B1",
            True,
            True,
        )  # unknown stands last either way
