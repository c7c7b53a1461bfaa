"""The filter language: what a filter means, what is refused and at which column, and that it reads itself back."""

from __future__ import annotations

import datetime
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.model.checks import LARGEST
from factdesk.model.errors import BadInput
from factdesk.model.filter_fields import CLAIM_FIELDS, INCIDENT_FIELDS, ORDERS, SOURCE_FIELDS, Field, Fields
from factdesk.model.filter_terms import SIGNS, FilterProblem, Range, Term, Value
from factdesk.model.filter_text import show_filter
from factdesk.model.filters import parse, parse_filter, spelt
from factdesk.model.views import ClaimFilter


def term(field: str, *values: Value, sign: str = ":", negated: bool = False) -> Term:
    return Term(field, values, sign, negated)


def measured(field: str, *values: Value, sign: str = ":", negated: bool = False) -> Term:
    return Term(field, values, sign, negated, measure=True)


MEANS: list[tuple[str, ClaimFilter]] = [
    ("", ClaimFilter()),
    ("verdict:open", ClaimFilter(terms=(term("verdict", "open"),))),
    ("Verdict:Open,disputed verdict:open,denied", ClaimFilter(terms=(term("verdict", "open", "disputed", "denied"),))),
    ("verdict=open -verdict:denied",
     ClaimFilter(terms=(term("verdict", "open"), term("verdict", "denied", negated=True)))),
    ('who:"RU MoD"', ClaimFilter(terms=(term("who", "RU MoD"),))),
    ("speaker:Лисак", ClaimFilter(terms=(term("who", "Лисак"),))),
    ("who:وزارة,Лисак", ClaimFilter(terms=(term("who", "وزارة", "Лисак"),))),
    ("killed>10 injured<=5", ClaimFilter(terms=(measured("killed", 10, sign=">"), measured("injured", 5, sign="<=")))),
    ("Killed≥10", ClaimFilter(terms=(measured("killed", 10, sign=">="),))),
    ("killed:10..20,40..", ClaimFilter(terms=(measured("killed", Range(10, 20), Range(40, None)),))),
    ("-killed:..5", ClaimFilter(terms=(measured("killed", Range(None, 5), negated=True),))),
    ('"went missing"=3', ClaimFilter(terms=(measured("went missing", 3, sign="="),))),
    ("measure:Killed counted:children", ClaimFilter(terms=(term("measure", "killed"), term("counted", "children")))),
    ('counted:"military personnel","a,b"', ClaimFilter(terms=(term("counted", "military personnel", "a,b"),))),
    ("kind:figure,denial", ClaimFilter(terms=(term("kind", "figure", "denial"),))),
    ("place:Kharkiv incident:A", ClaimFilter(terms=(term("place", "Kharkiv"), term("incident", "A")))),
    ('since:2025-04-01 until:"4 Apr 2025"',
     ClaimFilter(terms=(term("since", "2025-04-01"), term("until", "2025-04-04")))),
    ("said:2025-04..2025-04-06", ClaimFilter(terms=(term("said", Range("2025-04", "2025-04-06")),))),
    ("asof>2025-04-01", ClaimFilter(terms=(term("asof", "2025-04-01", sign=">"),))),
    ("has:file -has:quote has:speaker", ClaimFilter(
        terms=(term("has", "file"), term("has", "quote", negated=True), term("has", "speaker")))),
    ("root:1 roots:2..", ClaimFilter(terms=(term("root", 1, Range(2, None)),))),
    ("sort:newest", ClaimFilter(order="newest")),
    ("  missile   verdict:open\tplayground ",
     ClaimFilter(terms=(term("verdict", "open"),), words="missile playground")),
    ('-drone -"a b" - --x',
     ClaimFilter(terms=(term("", "drone", negated=True), term("", "a b", negated=True)), words="- --x")),
    ('"verdict:open" 10:30', ClaimFilter(words="verdict:open 10:30")),
    (r'"say \"no\" \\"', ClaimFilter(words='say "no" \\')),
    ("[/x] AND NOT (", ClaimFilter(words="[/x] AND NOT (")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), MEANS)
def test_what_a_filter_means(text: str, wanted: ClaimFilter) -> None:
    assert parse_filter(text) == wanted
    assert parse_filter(show_filter(wanted)) == wanted


REFUSED = [
    ("verdict:true", "column 9", "'true' is no verdict", "open, confirmed, disputed, denied"),
    ("verdict:open,confirm", "column 14", "'confirm' is no verdict", "did you mean confirmed?"),
    ("kind:number", "column 6", "'number' is no kind", "figure, assertion, denial, statement"),
    ("a b foo:bar", "column 5", "no field is called 'foo'", "verdict, basis, by"),
    ("-verdit:open", "column 2", "no field is called 'verdit'", "did you mean verdict?"),
    ("https://x.org", "column 1", "no field is called 'https'", "quote it to search for it"),
    ("who:", "column 5", "nothing stands after who:", "who:"),
    ("who: x", "column 5", "nothing stands after who:", "who:"),
    ('who:" "', "column 5", "nothing stands after who:", "who:"),
    ("who>3", "column 1", "who takes no >", "who:"),
    ("since>2025", "column 1", "since takes no >", "since:2025-04-01"),
    ("since:2025 since:2024", "column 12", "since is given twice", "leave one"),
    ("until:2025,2024", "column 12", "until takes one value", "leave the others out"),
    ("killed>many", "column 8", "'many' is no number", "digits"),
    ("killed>-1", "column 8", "'-1' is no number", "digits"),
    ("killed>1,2", "column 10", "killed> takes one value", "killed:1..2"),
    ("killed:5..3", "column 8", "ends before it begins", "smaller value first"),
    ("killed:..", "column 8", "this range has no end", "killed:10.."),
    ("killed:1..x", "column 11", "'x' is no number", "digits"),
    ("killed>9007199254740993", "column 8", "is no number", "digits"),
    ("killed>", "column 8", "nothing stands after killed>", "killed>10"),
    (">5", "column 1", "nothing stands before >", "killed>10"),
    ("has:fire", "column 5", "'fire' is not what a field can have", "did you mean file?"),
    ("sort:size", "column 6", "no order is called 'size'", "use one of outline"),
    ("sort:said sort:code", "column 16", "sort is given twice", "leave one"),
    ("since:2025-02-30", "column 7", "there is no day 30 in 2025-02", "2025-04-04"),
    ("until:04/05/2025", "column 7", "one day in Europe and another in America", "2025-04-04"),
    ("said:2025-04-06..2025-03", "column 6", "ends before it begins", "smaller value first"),
    ('"abc', "column 1", "this quote is never closed", "close it"),
    ('"', "column 1", "this quote is never closed", "close it"),
    ('who:"abc', "column 5", "this quote is never closed", "close it"),
    ('who:"a"b', "column 8", "'b' cannot stand here", "blank"),
    ("x\0", "filter", "NUL", "remove"),
    ("x\ud800", "filter", "surrogate", "copy"),
]


@pytest.mark.parametrize(("text", "where", "what", "todo"), REFUSED)
def test_refusals_name_the_column_and_what_may_stand_there(text: str, where: str, what: str, todo: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_filter(text)
    assert caught.value.where == where
    assert what in caught.value.what
    assert todo in caught.value.todo


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12)
NAMED = TEXT.filter(str.strip)
NUMBER = st.integers(0, LARGEST)
DAY = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)).map(str)


def ranges(ends: st.SearchStrategy[Any]) -> st.SearchStrategy[Value]:
    whole = st.lists(ends, min_size=2, max_size=2).map(sorted).map(lambda two: Range(*two))
    return ends | whole | st.builds(Range, st.none(), ends) | st.builds(Range, ends, st.none())


def values_of(field: Field) -> st.SearchStrategy[Any]:
    if field.values is not None:
        return st.sampled_from(sorted(field.values))
    if field.kind == "number":
        return ranges(NUMBER)
    return ranges(DAY) if field.kind == "date" else NAMED.map(lambda word: spelt(word, None))


def terms(field: Field) -> st.SearchStrategy[Term]:
    if field.name in ("since", "until"):
        return st.builds(Term, st.just(field.name), DAY.map(lambda day: (day,)), negated=st.booleans())
    several = st.lists(values_of(field), min_size=1, max_size=3, unique=True).map(tuple)
    plain = st.builds(Term, st.just(field.name), several, negated=st.booleans())
    if field.kind not in ("number", "date"):
        return plain
    single = (NUMBER if field.kind == "number" else DAY).map(lambda value: (value,))
    return plain | st.builds(Term, st.just(field.name), single, st.sampled_from(SIGNS), st.booleans())


def apart(found: list[Term]) -> bool:
    """Whether no two of them would be taken together."""
    keys = [
        (t.field, t.measure) if t.sign == ":" and not t.negated and t.field not in ("has", "") else t for t in found
    ]
    once = [t.field for t in found if t.field in ("since", "until")]
    return len(keys) == len(set(keys)) and len(once) == len(set(once))


MEASURED = st.builds(
    Term, st.sampled_from(["killed", "went missing", 'a"b', "-x"]), NUMBER.map(lambda n: (n,)),
    st.sampled_from(SIGNS), st.booleans(), st.just(True),
)  # fmt: skip
WORDS = st.lists(TEXT).map(lambda words: " ".join(" ".join(words).split()))
FILTERS = st.builds(
    ClaimFilter,
    terms=st.lists(st.one_of(*map(terms, CLAIM_FIELDS.values()), MEASURED), max_size=4).filter(apart).map(tuple),
    words=WORDS,
    order=st.sampled_from(sorted(ORDERS)),
)


@given(FILTERS)
def test_every_filter_reads_itself_back(wanted: ClaimFilter) -> None:
    assert parse_filter(show_filter(wanted)) == wanted


@given(
    st.text()
    | st.text('abkilled:"\\>=<,10 since')
    | st.lists(st.sampled_from([*CLAIM_FIELDS, "-", "..", ":", '"', ",", "x"])).map("".join)
)
def test_any_text_is_a_filter_or_is_refused(text: str) -> None:
    try:
        found = parse_filter(text)
    except BadInput:
        return
    assert parse_filter(show_filter(found)) == found


def test_long_texts_take_linear_time() -> None:
    begun = time.thread_time()
    for text in ('"a" ' * 25_000, "a" * 100_000, '"\\' * 50_000, "killed>1 " * 11_000, 'a"' * 50_000, ":" * 100_000):
        try:
            parse_filter(text)
        except BadInput as problem:
            assert len(str(problem)) < 300  # noqa: PT017
    assert time.thread_time() - begun < 2


@pytest.mark.parametrize("fields", [CLAIM_FIELDS, INCIDENT_FIELDS, SOURCE_FIELDS])
def test_the_example_of_every_field_can_be_read(fields: Fields) -> None:
    for name, field in fields.items():
        assert name in {term.field for term in parse(field.example, fields).terms}


def test_a_desk_s_own_measures_are_fields_and_slips_are_caught() -> None:
    assert parse_filter("Abducted:3 drowned>2", ["drowned"]).terms == (
        measured("abducted", 3), measured("drowned", 2, sign=">"),
    )  # fmt: skip
    with pytest.raises(FilterProblem) as caught:
        parse_filter("dogs kiled>2", ["drowned"])
    assert caught.value.column == 6
    assert "did you mean killed?" in caught.value.todo
