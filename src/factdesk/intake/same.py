"""Tells whether two names mean one speaker or one place, however a report spells them."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_LEFT_OUT: Final = frozenset(["the", "of", "and", "for", "in", "a", "an", "on", "to", "mr", "mrs", "ms", "dr"])
_SPELT: Final = {
    "defense": "defence", "russian": "russia", "ukrainian": "ukraine", "israeli": "israel", "gazan": "gaza",
    "syrian": "syria", "turkish": "turkey", "iranian": "iran", "sudanese": "sudan", "mod": "ministry defence",
    "nations": "nation", "un": "united nation", "authorities": "authority", "officials": "official",
    "ministries": "ministry", "services": "service", "armed": "army", "forces": "", "organisation": "organization",
}  # fmt: skip
_PLACES: Final = {
    "kiev": "kyiv", "kharkov": "kharkiv", "odessa": "odesa", "krivoy rog": "kryvyi rih", "kryviy rih": "kryvyi rih",
    "nikolaev": "mykolaiv", "nikolayev": "mykolaiv", "lvov": "lviv", "zaporozhye": "zaporizhzhia",
    "zaporizhia": "zaporizhzhia", "chernigov": "chernihiv", "dnipropetrovsk": "dnipro", "dnepr": "dnipro",
    "artyomovsk": "bakhmut", "slavyansk": "sloviansk", "lugansk": "luhansk", "vinnitsa": "vinnytsia",
    "кривий ріг": "kryvyi rih", "кривом роге": "kryvyi rih", "кривому розі": "kryvyi rih", "київ": "kyiv",
    "києві": "kyiv", "киев": "kyiv", "киеве": "kyiv", "харків": "kharkiv", "харкові": "kharkiv",
    "харьков": "kharkiv", "харькове": "kharkiv", "одеса": "odesa", "одесі": "odesa", "одесса": "odesa",
    "одессе": "odesa", "херсон": "kherson", "херсоні": "kherson", "херсоне": "kherson", "львів": "lviv",
    "львові": "lviv", "дніпро": "dnipro", "дніпрі": "dnipro", "запоріжжя": "zaporizhzhia",
    "запоріжжі": "zaporizhzhia", "миколаїв": "mykolaiv", "миколаєві": "mykolaiv", "суми": "sumy", "сумах": "sumy",
}  # fmt: skip
"""Places that reports spell in two ways, in one of them."""


@lru_cache(maxsize=4096)
def speaker_key(name: str) -> frozenset[str]:
    """The words of a speaker's name that tell who it is: `Russia’s Defense Ministry` is the Ministry of Defence."""
    plain = name.casefold().replace("’", "'").replace("'s", " ").replace("s'", "s ")
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    spelt = " ".join(_SPELT.get(word, word) for word in words if word not in _LEFT_OUT)
    return frozenset(spelt.split())


def same_speaker(one: str, other: str) -> bool:
    """Whether two names mean one speaker: the same words in any order, or a family name for the whole name."""
    first, second = speaker_key(one), speaker_key(other)
    if first == second:
        return bool(first)
    names = one.split(), other.split()
    if len(names[0]) != 1 and len(names[1]) != 1:
        return len(names[0]) == len(names[1]) == 2 and [*map(_sound, names[0])] == [*map(_sound, names[1])]
    short, long = sorted(names, key=len)
    return len(long) == 2 and long[0][:1].isupper() and _sound(short[0]) == _sound(long[1])


def akin(one: str, other: str) -> bool:
    """Whether one name is the other, or its shorter form: `the UN office`, `the Defence Ministry`."""
    if same_speaker(one, other):
        return True
    short, long = sorted((speaker_key(one), speaker_key(other)), key=len)
    return len(short) >= 2 and short <= long


def _sound(name: str) -> str:
    """A name without what differs between transliterations: Zelensky, Zelenskiy, Zelenskyy."""
    plain = name.casefold()
    for ending in ("yy", "yi", "iy", "ii", "ij", "y"):
        if plain.endswith(ending):
            return plain[: -len(ending)] + "i"
    return plain


def same_place(one: str, other: str) -> bool:
    """Whether two names of places mean one place, or one of them names the other within a longer name."""
    first, second = place_key(one), place_key(other)
    if not first or not second:
        return False
    return first == second or f" {first} " in f" {second} " or f" {second} " in f" {first} "


def place_key(name: str) -> str:
    """A place in one spelling."""
    words = "".join(c if c.isalnum() else " " for c in name.casefold().replace("'s", "").replace("’s", "")).split()
    plain = " ".join(words)
    return _PLACES.get(plain, plain)
