"""Frozen values that are compiled when the first one is made behave as the standard library's do."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, field, fields, replace

import pytest

from factdesk.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A value with defaults, and one field that does not count when two are compared."""

    name: str
    nr: int = 0
    tags: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        if self.nr < 0:
            raise ValueError("nr")


@dataclass(frozen=True, slots=True, kw_only=True)
class Town(Place):
    """A value that has another's fields and its own."""

    people: int


def test_fields_defaults_and_text_are_as_written() -> None:
    assert [f.name for f in fields(Town)] == ["name", "nr", "tags", "people"]
    assert repr(Place("a")) == "Place(name='a', nr=0, tags=())"
    assert Town(name="b", people=3).people == 3
    assert not hasattr(Place("a"), "__dict__")
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'name'"):
        Place()  # type: ignore[call-arg]  # that is the test
    with pytest.raises(TypeError):
        Town("b", 0, (), 3)  # type: ignore[call-arg]  # its own only by name


def test_values_are_checked_when_made_and_when_replaced() -> None:
    with pytest.raises(ValueError, match="nr"):
        Place("a", -1)
    with pytest.raises(ValueError, match="nr"):
        replace(Place("a"), nr=-1)
    assert replace(Place("a"), nr=2) == Place("a", 2)


def test_values_cannot_be_changed() -> None:
    place = Place("a")
    with pytest.raises(FrozenInstanceError):
        place.nr = 1  # type: ignore[misc]  # that is the test
    with pytest.raises(FrozenInstanceError):
        del place.nr
    assert place == Place("a")


def test_values_compare_by_what_they_hold() -> None:
    assert Place("a", 1, ("x",)) == Place("a", 1, ("y",))
    assert Place("a", 1) != Place("a", 2)
    assert Place("a") != Town(name="a", people=1)
    assert len({Place("a"), Place("a", 0, ("x",)), Place("b")}) == 2


def test_values_can_be_copied_and_sent() -> None:
    town = Town(name="b", nr=1, tags=("x",), people=3)
    for other in (copy.copy(town), copy.deepcopy(town), pickle.loads(pickle.dumps(town))):
        assert other == town
        assert other.tags == ("x",)


def test_values_that_can_change_are_not_for_this() -> None:
    with pytest.raises(ValueError, match="frozen"):
        dataclass(frozen=False)
