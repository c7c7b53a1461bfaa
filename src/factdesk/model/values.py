"""`dataclass` as the standard library's, for frozen values, compiled when the first one is made: a start needs few.

The standard decorator compiles six methods for every class as soon as its module is loaded, about a millisecond each
class; a start loads dozens of classes and makes values of a handful. Fields, order, defaults, `__post_init__`,
`replace`, `fields` and equality are the library's own; so is the speed of making a value, from the second one on.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen: bool, slots: bool = False, kw_only: bool = False) -> Callable[[type], type]:
        """Makes a class one of frozen values. `frozen` must be True: it stands there for who reads it."""
        if not frozen:
            raise ValueError("these values are frozen; take dataclasses.dataclass for others")

        def made(cls: type) -> type:
            done = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(cls)
            own = vars(done)
            for name, make in (("__init__", _init), ("__eq__", _eq), ("__hash__", _hash)):
                if name not in own or (name == "__hash__" and own[name] is None):
                    setattr(done, name, make(done))
            if "__repr__" not in own:
                done.__repr__ = _repr
            done.__setattr__, done.__delattr__ = _refuse, _refuse
            done.__getstate__, done.__setstate__ = _state, _restore
            return done

        return made


def _compiled(cls: Any, eq: bool) -> Any:
    """A class with the same fields and the library's methods: with `eq` those that compare, else the one that makes."""
    named = [
        (f.name, f.type, dataclasses.field(
            default=f.default, default_factory=f.default_factory, init=f.init, repr=f.repr, hash=f.hash,
            compare=f.compare, kw_only=f.kw_only))
        for f in dataclasses.fields(cls)
    ]  # fmt: skip
    after = {"__post_init__": cls.__post_init__} if hasattr(cls, "__post_init__") else {}
    return dataclasses.make_dataclass(
        cls.__qualname__, named, init=not eq, repr=False, eq=eq, frozen=True, namespace=after
    )


def _init(cls: Any) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **named: Any) -> None:
        cls.__init__ = _compiled(cls, eq=False).__init__
        cls.__init__(self, *args, **named)

    return __init__


def _eq(cls: Any) -> Callable[[Any, object], Any]:
    def __eq__(self: Any, other: object) -> Any:
        cls.__eq__ = _compiled(cls, eq=True).__eq__
        return cls.__eq__(self, other)

    return __eq__


def _hash(cls: Any) -> Callable[[Any], int]:
    def __hash__(self: Any) -> int:
        cls.__hash__ = _compiled(cls, eq=True).__hash__
        found: int = cls.__hash__(self)
        return found

    return __hash__


def _repr(self: Any) -> str:
    told = (f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
    return f"{type(self).__qualname__}({', '.join(told)})"


def _refuse(self: Any, name: str, *value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot {'assign to' if value else 'delete'} field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, f.name) for f in dataclasses.fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for f, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, f.name, value)
