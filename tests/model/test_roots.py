"""Ten outlets that carry one post are ten sources and one root."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factdesk.model.roots import NOTHING, Carried, Parents, count_roots, fold, fold_ties

CARRIES = {
    "post": (None, None),
    "skai": ("post", None),
    "wire": ("post", None),
    "blog": ("wire", None),
    "speech": (None, "p-ministry"),
    "quoting": ("speech", None),
    "a": ("b", None),
    "b": ("c", None),
    "c": ("a", None),
    "enters": ("b", None),
    "self": ("self", None),
    "lost": ("gone", None),
}


def test_a_carrier_folds_to_what_it_carries() -> None:
    assert fold("post", CARRIES) == ("post", ())
    assert fold("blog", CARRIES) == ("post", ())
    assert fold("quoting", CARRIES) == ("p-ministry", ())
    assert fold("lost", CARRIES) == ("gone", ())
    assert fold("unknown", CARRIES) == ("unknown", ())


def test_a_circle_is_one_root_and_is_reported() -> None:
    for member in ("a", "b", "c", "enters"):
        assert fold(member, CARRIES) == ("a", ("a", "b", "c"))
    assert fold("self", CARRIES) == ("self", ("self",))


def test_corroboration_counts_roots() -> None:
    assert count_roots(["post", "skai", "wire", "blog"], CARRIES) == 1
    assert count_roots(["blog", "quoting", "a", "enters"], CARRIES) == 3
    assert count_roots([], CARRIES) == 0


NAMES = st.sampled_from("abcdefgh")


@given(st.dictionaries(NAMES, st.tuples(st.none() | NAMES, st.none())))
def test_all_that_carry_each_other_share_one_root(parents: dict[str, tuple[str | None, str | None]]) -> None:
    for source, (above, _) in parents.items():
        root, circle = fold(source, parents)
        assert above is None or fold(above, parents) == (root, circle)
        assert fold(root, parents)[0] == root
        assert not circle or root == min(circle)


def test_a_chain_of_thousands_is_folded_quickly() -> None:
    parents = {str(n): (str(n + 1), None) for n in range(20_000)}
    assert fold("0", parents) == ("20000", ())


GOVERNOR = (None, "p-governor")
OWN = NOTHING


def test_what_a_citation_carries_goes_before_what_its_source_carries() -> None:
    assert roots_of(("skai", GOVERNOR)) == ["p-governor"]
    assert roots_of(("skai", OWN)) == ["post"]
    assert roots_of(("post", ("speech", None))) == ["p-ministry"]  # and on from there


def test_two_outlets_that_quote_one_speaker_are_one_root_and_their_own_counts_two() -> None:
    assert roots_of(("post", GOVERNOR), ("speech", GOVERNOR)) == ["p-governor", "p-governor"]
    assert roots_of(("one", OWN), ("two", OWN)) == ["one", "two"]
    assert roots_of(("one", GOVERNOR), ("two", OWN)) == ["p-governor", "two"]


def test_an_outlet_that_copies_a_page_carries_whom_the_page_quotes_for_that_claim() -> None:
    assert roots_of(("post", GOVERNOR), ("skai", OWN), ("blog", OWN)) == ["p-governor"] * 3
    assert roots_of(("post", OWN), ("post", GOVERNOR)) == ["post", "p-governor"]
    assert roots_of(("post", ("one", None)), ("post", GOVERNOR), ("skai", OWN))[2] == "p-governor"


def test_circles_through_citations_are_one_root_and_named() -> None:
    told = [("one", ("two", None)), ("two", ("one", None)), ("three", ("one", None))]
    assert fold_ties(told, CARRIES) == [("one", ("one", "two"))] * 3
    assert fold_ties([("post", ("skai", None))], CARRIES) == [("post", ("post", "skai"))]


@given(
    st.dictionaries(NAMES, st.tuples(st.none() | NAMES, st.none())),
    st.lists(st.tuples(NAMES, st.tuples(st.none() | NAMES, st.none())), max_size=6),
)
def test_citations_that_say_nothing_fold_as_their_sources(parents: Parents, ties: list[tuple[str, Carried]]) -> None:
    silent = [(source, NOTHING) for source, _ in ties]
    assert fold_ties(silent, parents) == [fold(source, parents) for source, _ in ties]
    assert fold_ties(ties, parents) == fold_ties(ties[::-1], parents)[::-1]  # the order says nothing
    said = {(source, own) for source, own in ties if own != NOTHING}
    for (source, own), (root, circle) in zip(ties, fold_ties(ties, parents), strict=True):
        assert not circle or root == min(circle)
        if own == NOTHING and not said:
            assert (root, circle) == fold(source, parents)


def roots_of(*ties: tuple[str, Carried]) -> list[str]:
    """The roots of one claim's citations."""
    return [root for root, _ in fold_ties(ties, CARRIES)]
