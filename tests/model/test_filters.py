"""The filter language: what a filter means, what is refused and at which column, and that it reads itself back."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.model.checks import LARGEST
from factdesk.model.errors import BadInput
from factdesk.model.filters import LISTS, NAMES, SIGNS, SINGLES, parse_filter, show_filter
from factdesk.model.views import ClaimFilter
from factdesk.model.vocabulary import CLAIM_KINDS, VERDICTS

MEANS = [
    ("", ClaimFilter()),
    ("verdict:open", ClaimFilter(verdicts=("open",))),
    ("Verdict:Open,disputed verdict:open,denied", ClaimFilter(verdicts=("open", "disputed", "denied"))),
    ('who:"RU MoD"', ClaimFilter(speaker="RU MoD")),
    ("speaker:Лисак", ClaimFilter(speaker="Лисак")),
    ("killed>10 injured<=5", ClaimFilter(numbers=(("killed", ">", 10), ("injured", "<=", 5)))),
    ("Killed≥10", ClaimFilter(numbers=(("killed", ">=", 10),))),
    ('"went missing"=3', ClaimFilter(numbers=(("went missing", "=", 3),))),
    ("measure:Killed counted:children", ClaimFilter(measures=("killed",), counted=("children",))),
    ('counted:"military personnel","a,b"', ClaimFilter(counted=("military personnel", "a,b"))),
    ("kind:figure,denial", ClaimFilter(kinds=("figure", "denial"))),
    ("place:Kharkiv incident:A", ClaimFilter(place="Kharkiv", incident="A")),
    ('since:2025-04-01 until:"4 Apr 2025"', ClaimFilter(since="2025-04-01", until="2025-04-04")),
    ("sort:newest", ClaimFilter(order="newest")),
    ("  missile   verdict:open\tplayground ", ClaimFilter(verdicts=("open",), words="missile playground")),
    ('"verdict:open" 10:30', ClaimFilter(words="verdict:open 10:30")),
    (r'"say \"no\" \\"', ClaimFilter(words='say "no" \\')),
    ("[/x] AND NOT (", ClaimFilter(words="[/x] AND NOT (")),
]


@pytest.mark.parametrize(("text", "wanted"), MEANS)
def test_what_a_filter_means(text: str, wanted: ClaimFilter) -> None:
    assert parse_filter(text) == wanted
    assert parse_filter(show_filter(wanted)) == wanted


REFUSED = [
    ("verdict:true", "column 9", "'true' is no verdict", "open, confirmed, disputed, denied"),
    ("kind:number", "column 6", "'number' is no kind", "figure, assertion, denial, statement"),
    ("a b foo:bar", "column 5", "no filter is called 'foo'", "verdict, kind, measure"),
    ("https://x.org", "column 1", "no filter is called 'https'", "quote it to search for it"),
    ("who:", "column 5", "nothing stands after who:", "who:"),
    ("who: x", "column 5", "nothing stands after who:", "who:"),
    ('who:" "', "column 5", "nothing stands after who:", "who:"),
    ("who:a who:b", "column 7", "who is given twice", "leave one"),
    ("place:a,b", "column 9", "place takes one value", "leave the others out"),
    ("killed>many", "column 8", "'many' is no number", "digits"),
    ("killed>-1", "column 8", "'-1' is no number", "digits"),
    ("killed>1,2", "column 8", "'1,2' is no number", "digits"),
    ("killed>9007199254740993", "column 8", "is no number", "digits"),
    ("killed>", "column 8", "nothing stands after killed>", "killed>10"),
    (">5", "column 1", "nothing stands before >", "killed>10"),
    ("since:2025-02-30", "column 7", "there is no day 30 in 2025-02", "2025-04-04"),
    ("until:04/05/2025", "column 7", "one day in Europe and another in America", "2025-04-04"),
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
FILTERS = st.builds(
    ClaimFilter,
    incident=st.none() | NAMED,
    verdicts=st.lists(st.sampled_from(sorted(VERDICTS)), unique=True).map(tuple),
    kinds=st.lists(st.sampled_from(sorted(CLAIM_KINDS)), unique=True).map(tuple),
    counted=st.lists(st.sampled_from(["children", "a b", 'x"y', "a,b", "\\", "людей"]), unique=True).map(tuple),
    speaker=st.none() | NAMED,
    place=st.none() | NAMED,
    since=st.sampled_from([None, "2025", "2025-04-04", "2025-04-04T18:50+03:00"]),
    numbers=st.lists(
        st.tuples(st.sampled_from(["killed", "went missing", 'a"b']), st.sampled_from(SIGNS), st.integers(0, LARGEST)),
        unique=True,
        max_size=3,
    ).map(tuple),
    words=st.lists(TEXT).map(lambda words: " ".join(" ".join(words).split())),
    order=st.sampled_from(["outline", "newest"]),
)


@given(FILTERS)
def test_every_filter_reads_itself_back(wanted: ClaimFilter) -> None:
    assert parse_filter(show_filter(wanted)) == wanted


@given(
    st.text()
    | st.text('abkilled:"\\>=<,10 since')
    | st.lists(st.sampled_from([*NAMES, ":", '"', ",", "x"])).map("".join)
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


def test_every_field_of_a_filter_can_be_written() -> None:
    reachable = {*LISTS.values(), *SINGLES.values(), "numbers", "words"}
    assert reachable == set(ClaimFilter.__dataclass_fields__)
