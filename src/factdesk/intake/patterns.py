"""Turns of phrase that measure: `was flown to a clinic`, `suffered minor burns`, `took three men into custody`."""

from __future__ import annotations

from typing import Final

from factdesk.intake.measures import Sense
from factdesk.intake.nouns import PEOPLE
from factdesk.intake.tokens import Page
from factdesk.intake.words import words
from factdesk.model.numerals import ALL_WORDS

Phrase = tuple[str, ...]

_HURT: Final = words("suffered sustained received incurred suffering sustaining escaped had have has with")
_HARMS: Final = words("""
    injuries wounds burns injury wound concussion concussions inhalation cuts bruises fractures fracture lacerations
    poisoning hypothermia trauma burn fractures shoulder leg legs arm arms ankle skull ribs rib pelvis wrist spine
    """)
_NEEDED: Final = words("required needed sought requiring needing received require need")
_CARE: Final = words("treatment care attention assistance help")
_MOVED: Final = words("""
    taken rushed conveyed transported brought admitted airlifted flown sent transferred ferried delivered carried
    driven removed
    """)
_MOVES: Final = words("took rushed brought flew airlifted carried sent transported ferried putting sending put")
_WARDS: Final = words("hospital hospitals clinic clinics infirmary care facility facilities centre center centres")
_HOMES: Final = words("homes home houses flats apartments villages dwellings residences")
_LEFT: Final = words("leave flee abandon vacate evacuate")
_CONDITION: Final = words("a an critical serious grave severe life-threatening stable but very extremely and")
_OTHER: Final = words("""
    the a an to their his her its in from out of and local nearby several various serious minor light severe slight
    multiple gunshot shrapnel stab head leg medical what police described as life-threatening non-life-threatening
    broken dislocated fractured moderate emergency urgent critical smoke blast burn flash city regional district
    military general central major treatment hospital
    field two three some further other own intensive trauma university children's area on by air ambulance foot with
    """)
_UNDER: Final = frozenset(["under", "beneath", "underneath", "below"])
_RUINS: Final = words("""
    rubble debris concrete wreckage ruins mud snow earth slab slabs bricks beams landslide avalanche collapse
    """)
_HELD: Final = frozenset(["on", "for", "in", "over", "by", ".", ",", "and"])
_REACH: Final = 6

_PASSIVE_KILL: Final = words("shot stabbed wounded injured struck hit beaten crushed burned burnt electrocuted")
_TAILS: Final[dict[str, tuple[tuple[tuple[Phrase, ...], Sense], ...]]] = {}


def _tails(verbs: str, measure: str, *tails: str) -> None:
    for verb in verbs.split():
        entry = (tuple(tuple(tail.split()) for tail in tails), Sense(measure, "act"))
        _TAILS[verb] = (*_TAILS.get(verb, ()), entry)


_tails("took take taken taking takes", "detained", "into custody", "prisoner", "captive", "in for questioning")
_tails("took take taken taking takes led", "abducted", "hostage", "hostages")
_tails("fished scooped extracted freed pulled dug plucked lifted winched brought hauled picked dragged led carried"
       " helped", "rescued", "alive", "to safety", "from the water", "from the sea", "from the rubble", "out alive",
       "from the wreckage", "from the roof", "from rooftops", "ashore", "to shore", "back to", "back", "to land",
       "out of", "from")  # fmt: skip
_tails("free freeing pulling digging plucking rescuing", "rescued", "from the", "from a", "alive", "out of")
_tails("shot gunned cut", "killed", "dead", "down")
_tails("stabbed beat beaten hacked crushed burned burnt trampled", "killed", "to death")
_tails("drove driven forced chased driving forcing pushed uprooted sent", "displaced", "from their homes",
       "out of their homes", "from their villages", "to flee", "to leave their homes", "into flight", "fleeing",
       "from home", "to seek shelter")  # fmt: skip
_tails("ordered told asked moved forced", "evacuated", "to leave", "to evacuate", "to safety", "to safer ground")
_tails("left leaving leaves leave", "missing", "missing", "unaccounted for")
_tails("left leaving leaves leave rendered", "displaced", "homeless", "without homes", "without a home")
_tails("left leaving leaves leave", "trapped", "trapped", "stranded", "cut off")
_tails("reduced burned burnt tore razed turned", "destroyed", "to rubble", "to ashes", "to the ground")

STARTS: Final = (
    _HURT
    | _NEEDED
    | _MOVED
    | _MOVES
    | frozenset(_TAILS)
    | words("""
    fatally had forced told ordered asked stuck moved relocated resettled held cut whereabouts fate in
    under beneath underneath below
    """)
)
"""Words with which a turn of phrase can begin."""


def turn(page: Page, at: int, end: int) -> tuple[int, Sense] | None:
    """The token behind the turn of phrase that begins at token `at` and what it measures; None for none."""
    low = page.low
    word = low[at]
    if word == "fatally":
        hit = at + 1 < end and low[at + 1] in _PASSIVE_KILL
        return (at + 2, Sense("killed", "part")) if hit else None
    if word in ("whereabouts", "fate") and at + 1 < end and low[at + 1] == "of":
        return at + 1, Sense("missing", "noun")
    if word == "cut" and low[at + 1 : at + 2] == ["free"]:
        return at + 2, Sense("rescued", "part")
    if word == "held" and low[at - 1] in ("being", "is", "are", "was", "were") and low[at + 1 : at + 2] != ["that"]:
        behind = low[at + 1] if at + 1 < end else "."
        return (at + 1, Sense("detained", "part")) if behind in _HELD else None
    if word in ("moved", "relocated", "resettled") and (after := _to_shelter(page, at, end)):
        return after, Sense("evacuated", "part")
    if word == "stuck":
        return at + 1, Sense("trapped", "part")
    if word == "in":
        return _condition(page, at, end)
    if word in _UNDER:
        after = _last(page, at, end, _RUINS)
        return (after, Sense("trapped", "adj")) if after else None
    if word in _HURT:
        after = _last(page, at, end, _HARMS)
        if after and (word != "with" or _person_with(page, at)):
            return after, Sense("injured", "intr")
    if word in _NEEDED:
        after = _last(page, at, end, _CARE)
        if after:
            return after, Sense("hospitalised" if "hospital" in low[at:after] else "injured", "intr")
    if word in _MOVED and (after := _to_ward(page, at, end)):
        return after, Sense("hospitalised", "part")
    if word in ("had", "forced", "told", "ordered", "asked", "have", "having") and (after := _to_leave(page, at, end)):
        return after, Sense("evacuated", "intr")
    return _split(page, at, end)


def _person_with(page: Page, at: int) -> bool:
    """`escaped with cuts`, `one with a broken leg`, `two men with burns`."""
    word = page.low[at - 1]
    return word == "escaped" or word in ALL_WORDS or at - 1 in page.values or word in PEOPLE


def _condition(page: Page, at: int, end: int) -> tuple[int, Sense] | None:
    """`in a critical condition`, `in serious but stable condition`."""
    low, grave = page.low, False
    for place in range(at + 1, min(end, at + _REACH)):
        word = low[place]
        grave = grave or word in ("critical", "serious", "grave", "severe", "life-threatening")
        if word == "condition":
            return (place + 1, Sense("injured", "adj")) if grave else None
        if word not in _CONDITION and not grave:
            return None
    return None


def _last(page: Page, at: int, end: int, nouns: frozenset[str]) -> int:
    """The token behind the noun that ends the turn, if only plain words stand between."""
    for place in range(at + 1, min(end, at + _REACH)):
        word = page.low[place]
        if word in nouns:
            return place + 1
        if word not in _OTHER and not word.endswith(("ly", "ing", "-threatening")):
            return 0
    return 0


def _to_ward(page: Page, at: int, end: int) -> int:
    low = page.low
    if at + 1 < end and low[at + 1] not in ("to", "in", "into", "by", "on"):
        return 0
    for place in range(at + 2, min(end, at + 2 + _REACH)):
        word = low[place]
        if (
            word in ("hospital", "hospitals", "clinic", "clinics", "infirmary")
            or (word == "health" and page.capital(place))
            or (word in _WARDS and low[place - 1] in ("intensive", "medical", "health", "trauma", "treatment"))
        ):
            return place + 1
        if word not in _OTHER and not page.capital(place):
            return 0
    return 0


def _to_shelter(page: Page, at: int, end: int) -> int:
    low = page.low
    if low[at + 1 : at + 2] != ["to"]:
        return 0
    for place in range(at + 2, min(end, at + 6)):
        if low[place] in ("shelter", "shelters", "safety", "camps", "camp", "housing", "ground", "accommodation"):
            return place + 1
    return 0


def _to_leave(page: Page, at: int, end: int) -> int:
    low = page.low
    if not (at + 2 < end and low[at + 1] == "to" and low[at + 2] in _LEFT):
        return 0
    if low[at + 2] == "evacuate":
        return at + 3
    return _last(page, at + 2, end, _HOMES) or (at + 3 if low[at] in ("told", "ordered", "asked") else 0)


def _split(page: Page, at: int, end: int) -> tuple[int, Sense] | None:
    """A verb whose other half stands behind the number: `took three men into custody`, `drove 60,000 from home`."""
    low, values = page.low, page.values
    tails = _TAILS.get(low[at])
    wards = low[at] in _MOVES
    if tails is None and not wards:
        return None
    counted = False
    for place in range(at + 1, min(end, at + 12)):
        word = low[place]
        if word in (".", ",", ";", ":", "(", "who", "which", "while", "when", "after"):
            return None
        counted = counted or place in values or page.raw[page.starts[place]].isdigit()
        if wards and word == "to" and counted and _to_ward(page, place - 1, end):
            return at + 1, Sense("hospitalised", "act")
        for options, sense in tails or ():
            for tail in options:
                if word == tail[0] and tuple(low[place : place + len(tail)]) == tail:
                    adjacent = place == at + 1
                    return (place + len(tail), Sense(sense.measure, "part")) if adjacent else (at + 1, sense)
    return None
