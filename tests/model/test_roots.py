"""Ten outlets that carry one post are ten sources and one root."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factdesk.model.roots import count_roots, fold

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
