"""Records refuse what cannot stand, and say which field, what is wrong and what to do."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.model import records
from factdesk.model.errors import BadInput, Incoherent

GOOD: dict[str, dict[str, Any]] = {
    "incident": {"id": "i-1", "code": "A", "title": "Missile strike"},
    "speaker": {"id": "p-1", "name": "Serhii Lysak"},
    "claim": {
        "id": "c-1",
        "code": "A1",
        "incident": "i-1",
        "kind": "figure",
        "measure": "killed",
        "counted": "people",
        "qualifier": "at_least",
        "low": 16,
        "value": 16,
        "words": "at least 16",
    },
    "source": {"id": "s-1", "code": "S1", "kind": "post", "title": "Telegram post"},
    "citation": {"id": "t-1", "claim": "c-1", "source": "s-1"},
    "review": {
        "id": "r-1",
        "claim": "c-1",
        "verdict": "confirmed",
        "basis": "document",
        "reason": "the register lists them",
        "reviewer": "Ana",
        "at": "2025-04-06T10:00:00Z",
    },
    "file": {"id": "a" * 64, "size": 12, "name": "still.png"},
}


def make(record: str, **changes: Any) -> records.Record:
    return records.make(record, {**GOOD[record], **changes})


@pytest.mark.parametrize("kind", GOOD)
def test_good_records_stand_and_give_their_values_back(kind: str) -> None:
    record = make(kind)
    again = records.make(kind, record.values())
    assert again == record


REFUSED = [
    ("incident", {"title": "  "}, "title", "required"),
    ("incident", {"code": "A 1"}, "code", "cannot be a code"),
    ("incident", {"code": "A/1"}, "code", "cannot be a code"),
    ("incident", {"code": "x" * 25}, "code", "cannot be a code"),
    ("incident", {"code": ""}, "code", "cannot be a code"),
    ("incident", {"code": "A\n"}, "code", "cannot be a code"),
    ("incident", {"kind": "war"}, "kind", "'war' is not known here"),
    ("incident", {"kind": ["event"]}, "kind", "is not known here"),
    ("incident", {"place_precision": ""}, "place_precision", "is not known here"),
    ("incident", {"began": "2025-02-30"}, "began", "there is no day 30 in 2025-02"),
    ("incident", {"began": 2025}, "began", "this is not a date"),
    ("incident", {"lat": "90.1"}, "lat", "no place on the map"),
    ("incident", {"lat": "1e1"}, "lat", "no place on the map"),
    ("incident", {"lon": "-181"}, "lon", "no place on the map"),
    ("incident", {"lat": 47.9}, "lat", "no place on the map"),
    ("incident", {"summary": "a\0b"}, "summary", "character 2 is NUL"),
    ("incident", {"summary": "ab\ud800"}, "summary", "character 3 is half a surrogate pair"),
    ("incident", {"summary": 7}, "summary", "7 is not text"),
    ("speaker", {"name": None}, "name", "required"),
    ("speaker", {"confidentiality": "secret"}, "confidentiality", "'secret' is not known"),
    ("claim", {"low": -1}, "low", "below 0"),
    ("claim", {"low": 2**53 + 1}, "low", "above 2^53"),
    ("claim", {"low": True}, "low", "not a whole number"),
    ("claim", {"low": 4.0}, "low", "not a whole number"),
    ("claim", {"low": 9, "high": 5}, "low", "low 9 is above high 5"),
    ("claim", {"low": None}, "low", "at_least needs a low"),
    ("claim", {"qualifier": "exact", "high": 17}, "qualifier", "exact means one number"),
    ("claim", {"qualifier": None}, "qualifier", "required"),
    ("claim", {"words": ""}, "words", "required"),
    ("claim", {"kind": "assertion", "statement": "fires"}, "low", "hold no number"),
    ("claim", {"part_of": "c-1"}, "part_of", "the claim names itself"),
    ("claim", {"said_at": "yesterday"}, "said_at", "this is not a date"),
    ("source", {"url": "example.com/a"}, "url", "the address has no scheme; write https:// in front"),
    ("source", {"url": "localhost:80/a"}, "url", "no scheme"),
    ("source", {"url": "file:///etc/passwd"}, "url", "file:// is not a web address"),
    ("source", {"url": "javascript:alert(1)"}, "url", "no scheme"),
    ("source", {"url": "https://"}, "url", "names no host"),
    ("source", {"url": "https://a b.org"}, "url", "invisible character"),
    ("source", {"url": "https://a.org/\u202e"}, "url", "invisible character"),
    ("source", {"url": "https://[::1"}, "url", "no web address"),
    ("source", {"url": "https://a.org:99999"}, "url", "no web address"),
    ("source", {"url": "https://a.org/" + "x" * 8192}, "url", "more than 8192 characters"),
    ("source", {"root": "s-1"}, "root", "names itself"),
    ("source", {"root": "s-2", "root_speaker": "p-1"}, "root", "either another source or a speaker"),
    ("source", {"reliability": "G"}, "reliability", "'G' is not known"),
    ("citation", {"source": ""}, "source", "required"),
    ("citation", {"stance": "maybe"}, "stance", "'maybe' is not known"),
    ("review", {"reason": " \n"}, "reason", "a verdict needs a reason"),
    ("review", {"verdict": "true"}, "verdict", "'true' is not known"),
    (
        "review",
        {"basis": "by-party"},
        "basis",
        "'by-party' is no basis for confirmed; use one of independent",
    ),
    ("review", {"basis": None}, "basis", "no basis was given for confirmed"),
    ("review", {"verdict": "open"}, "basis", "open has no basis"),
    ("review", {"rests_on": ["t-1\0"]}, "rests_on", "NUL"),
    ("review", {"rests_on": "t-1"}, "rests_on", "is not a list of texts"),
    ("file", {"id": "A" * 64}, "id", "no SHA-256"),
    ("file", {"size": None}, "size", "required"),
]


@pytest.mark.parametrize(("kind", "changes", "where", "what"), REFUSED)
def test_refusals_name_the_field_and_the_fault(kind: str, changes: Any, where: str, what: str) -> None:
    with pytest.raises(BadInput) as caught:
        make(kind, **changes)
    assert caught.value.where == where
    assert what in str(caught.value)
    assert caught.value.todo
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


STANDS = [
    ("incident", {"code": "КРР-1"}),
    ("incident", {"code": "A_1.b-2"}),
    ("incident", {"lat": "-47.9105", "lon": "180"}),
    ("incident", {"began": "2025"}),
    ("incident", {"began": "2025-04", "ended": "2025-04-04T18:50+03:00"}),
    ("incident", {"summary": "[/x] \x1b]52;c;\x07 \u202e formula =1+1 " + "z" * 100_000}),
    ("claim", {"qualifier": "about", "low": None}),
    ("claim", {"low": 2**53}),
    ("source", {"url": "http://exampleonion.onion/leak"}),
    ("source", {"url": "https://пример.укр/новини?a=1#b"}),
    ("review", {"verdict": "open", "basis": None}),
]


@pytest.mark.parametrize(("kind", "changes"), STANDS)
def test_unusual_values_stand_unchanged(kind: str, changes: Any) -> None:
    record = make(kind, **changes)
    assert {name: getattr(record, name) for name in changes} == changes


def test_unknown_kind_field_and_missing_field_are_named() -> None:
    with pytest.raises(BadInput, match="use one of incident, speaker"):
        records.make("victim", {})
    with pytest.raises(BadInput, match="a speaker has no field 'age'"):
        make("speaker", age=3)
    with pytest.raises(BadInput, match="give the speaker a name"):
        records.make("speaker", {"id": "p-1"})


def test_a_part_is_never_larger_than_its_whole() -> None:
    from factdesk.model.checks import part_of_whole

    whole = make("claim", qualifier="exact", low=16, high=16)
    part_of_whole(make("claim", id="c-2", qualifier="exact", low=16, high=16), whole)
    part_of_whole(make("claim", id="c-2", qualifier="up_to", low=0, high=85), whole)
    part_of_whole(make("claim", id="c-2", low=99), make("claim"))
    with pytest.raises(Incoherent, match=r"part \(17 or more\) is larger than its whole A1 \(at most 16\)"):
        part_of_whole(make("claim", id="c-2", low=17), whole)
    with pytest.raises(Incoherent, match="another incident"):
        part_of_whole(make("claim", id="c-2", incident="i-2"), whole)


@given(st.text())
def test_text_that_utf8_can_hold_is_kept_and_other_text_is_refused(text: str) -> None:
    can_be_stored = "\0" not in text
    try:
        text.encode()
    except UnicodeEncodeError:
        can_be_stored = False
    if can_be_stored:
        assert make("incident", summary=text).values()["summary"] == text
    else:
        with pytest.raises(BadInput, match="summary"):
            make("incident", summary=text)


@given(st.sampled_from(sorted(GOOD)), st.data())
def test_no_value_of_any_type_escapes_the_checks(kind: str, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(records.RECORDS[kind].columns()))
    odd = st.none() | st.text() | st.integers() | st.floats() | st.lists(st.text(), max_size=2) | st.binary()
    try:
        made = make(kind, **{name: data.draw(odd)})
    except BadInput:
        return
    assert getattr(made, name) is None or isinstance(getattr(made, name), str | int | tuple)
