"""`dataclass` as the standard library's, for frozen values, compiled when the first one is made: a start needs few.

The standard decorator compiles six methods for every class as soon as its module is loaded, about a millisecond each
class; a start loads dozens of classes and makes values of a handful. Here each of the three that are needed is
compiled when it is first called, by itself: a sixth of the library's time. Fields, order, defaults, `__post_init__`,
`replace`, `fields` and equality are as the library's; so is the speed of making a value, from the second one on.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

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
            for name, source in (("__init__", _init), ("__eq__", _eq), ("__hash__", _hash)):
                if name not in own or (name == "__hash__" and own[name] is None):
                    setattr(done, name, _late(done, name, source))
            if "__repr__" not in own:
                done.__repr__ = _repr
            done.__setattr__, done.__delattr__ = _refuse, _refuse
            done.__getstate__, done.__setstate__ = _state, _restore
            return done

        return made


_ABSENT: Final = object()


def _late(cls: Any, name: str, source: Callable[[Any, dict[str, Any]], str]) -> Callable[..., Any]:
    """A class's method `name`, compiled when it is first called."""

    def method(self: Any, *args: Any, **named: Any) -> Any:
        known: dict[str, Any] = {"_set": object.__setattr__, "_absent": _ABSENT}
        exec(source(cls, known), known)
        done = known[name]
        done.__qualname__ = f"{cls.__qualname__}.{name}"
        setattr(cls, name, done)
        return done(self, *args, **named)

    return method


def _init(cls: Any, known: dict[str, Any]) -> str:
    taken: list[str] = []
    named: list[str] = []
    body: list[str] = []
    for f in dataclasses.fields(cls):
        if not f.init:
            raise TypeError(f"{cls.__qualname__}.{f.name}: every field of these values is given when one is made")
        default, value = "", f.name
        if f.default is not dataclasses.MISSING:
            known[f"_default_{f.name}"], default = f.default, f"=_default_{f.name}"
        elif f.default_factory is not dataclasses.MISSING:
            known[f"_made_{f.name}"], default = f.default_factory, "=_absent"
            value = f"_made_{f.name}() if {f.name} is _absent else {f.name}"
        (named if f.kw_only else taken).append(f.name + default)
        body.append(f"    _set(self, {f.name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        body.append("    self.__post_init__()")
    given = ", ".join(["self", *taken, *(["*", *named] if named else [])])
    return f"def __init__({given}):\n" + ("\n".join(body) or "    pass")


def _eq(cls: Any, known: dict[str, Any]) -> str:
    named = [f.name for f in dataclasses.fields(cls) if f.compare]
    equal = f"{_values('self', named)} == {_values('other', named)}"
    return f"def __eq__(self, other):\n  return {equal} if other.__class__ is self.__class__ else NotImplemented"


def _hash(cls: Any, known: dict[str, Any]) -> str:
    named = [f.name for f in dataclasses.fields(cls) if (f.compare if f.hash is None else f.hash)]
    return f"def __hash__(self):\n  return hash({_values('self', named)})"


def _values(of: str, named: list[str]) -> str:
    return "(" + "".join(f"{of}.{name}, " for name in named) + ")"


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
