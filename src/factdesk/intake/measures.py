"""The words that tell what a figure measures, as data: English words and the stems of Ukrainian and Russian ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word measures and how it stands to the number.

    `form`: `part` was killed / killed ten (both ways), `act` killing ten (number behind), `intr` ten died
    (number before), `adj` ten dead (number before), `noun` ten deaths / deaths: ten, `toll` the toll rose to
    ten, `free` either side (Ukrainian, Russian). `things` says that it is done to things as well as people.
    """

    measure: str
    form: str
    things: bool = False


def _all(measure: str, form: str, words: str, things: bool = False) -> dict[str, Sense]:
    return dict.fromkeys(words.split(), Sense(measure, form, things))


WORDS: Final[dict[str, Sense]] = {
    **_all(
        "killed",
        "part",
        "killed slain murdered massacred slaughtered executed electrocuted assassinated beheaded lynched martyred "
        "martyrised hanged",
    ),
    **_all(
        "killed",
        "act",
        "kill kills killing slaying murdering executing drowning electrocuting suffocating massacring slaughtering",
    ),
    **_all(
        "killed",
        "intr",
        "died die dies dying perished perish drowned drown succumbed suffocated perishing starved starve",
    ),
    **_all("killed", "adj", "dead lifeless deceased"),
    **_all(
        "killed",
        "noun",
        "death deaths fatality fatalities bodies corpses body corpse lives kia kias kia's dead fatally martyrs decease",
    ),
    **_all("killed", "toll", "toll tolls"),
    **_all("evacuated", "noun", "evacuation"),
    **_all("displaced", "noun", "displacement"),
    **_all("abducted", "noun", "abduction kidnapping"),
    **_all("detained", "noun", "detention"),
    **_all("destroyed", "noun", "destruction", True),
    **_all("hospitalised", "noun", "hospitalisation hospitalization"),
    **_all("missing", "noun", "disappearance"),
    **_all("injured", "part", "injured wounded hurt maimed burnt burned concussed shellshocked scalded harmed wia'd"),
    **_all("injured", "part", "treated"),
    **_all("killed", "act", "жизни життя"),
    **_all("killed", "part", "eliminated liquidated neutralised neutralized"),
    **_all("rescued", "adj", "alive"),
    **_all("injured", "act", "injure injures injuring wounding maiming hurting"),
    **_all("injured", "noun", "injuries wounds injury wia wias wia's"),
    **_all("hospitalised", "part", "hospitalised hospitalized"),
    **_all("hospitalised", "act", "hospitalising hospitalizing hospitalises hospitalizes"),
    **_all("hospitalised", "noun", "hospitalisations hospitalizations"),
    **_all("missing", "adj", "missing unaccounted untraced disappeared vanished"),
    **_all("missing", "noun", "disappearances"),
    **_all("trapped", "part", "trapped stranded pinned entombed"),
    **_all("trapped", "act", "trapping trap traps stranding strands"),
    **_all("rescued", "part", "rescued saved"),
    **_all("rescued", "act", "rescue rescuing rescues saving"),
    **_all("rescued", "noun", "survivors survivor"),
    **_all("rescued", "intr", "survived"),
    **_all("displaced", "part", "displaced uprooted"),
    **_all("displaced", "act", "displacing displace displaces uprooting"),
    **_all("displaced", "adj", "homeless"),
    **_all("displaced", "intr", "fled"),
    **_all("evacuated", "part", "evacuated"),
    **_all("evacuated", "act", "evacuate evacuating evacuates"),
    **_all("evacuated", "noun", "evacuees"),
    **_all("detained", "part", "detained arrested jailed captured imprisoned apprehended rounded-up seized"),
    **_all(
        "detained", "act", "detain detaining arresting detains arrest arrests capturing captures capture jailing jails"
    ),
    **_all("detained", "noun", "detainees arrests detentions"),
    **_all("abducted", "part", "abducted kidnapped"),
    **_all("abducted", "act", "abduct abducting kidnapping abducts kidnap kidnaps"),
    **_all("abducted", "noun", "abductions kidnappings"),
    **_all("damaged", "part", "damaged", True),
    **_all("damaged", "act", "damaging damage damages", True),
    **_all("destroyed", "part", "destroyed gutted levelled leveled flattened razed demolished wrecked torched", True),
    **_all("destroyed", "act", "destroying destroys destroy gutting flattening levelling leveling", True),
    **_all("destroyed", "intr", "collapsed burned-out", True),
    **_all("killed", "act", "lost losing loses"),
    **_all("casualties", "noun", "casualties casualty"),
}
"""English words by themselves. `dead` also stands as a noun: see chunks."""

PHRASES: Final[dict[str, tuple[tuple[tuple[str, ...], Sense], ...]]] = {
    first: tuple(sorted(((tuple(p.split()), s) for p, s in entries), key=lambda e: -len(e[0])))
    for first, entries in {
        "rounded": [("rounded up", Sense("detained", "part"))],
        "burned-out": [("burned-out", Sense("destroyed", "part", True))],
        "freed": [("freed from", Sense("rescued", "part"))],
        "gunned": [("gunned down", Sense("killed", "part"))],
        "mowed": [("mowed down", Sense("killed", "part"))],
        "put": [("put to death", Sense("killed", "part"))],
        "blew": [("blew up", Sense("destroyed", "act", True))],
        "blowing": [("blowing up", Sense("destroyed", "act", True))],
        "blown": [("blown up", Sense("destroyed", "part", True))],
        "knocked": [("knocked out", Sense("destroyed", "part", True))],
        "losses": [("losses at", Sense("killed", "toll")), ("losses to", Sense("killed", "toll"))],
        "wiped": [("wiped out", Sense("destroyed", "part", True))],
        "washed": [("washed away", Sense("destroyed", "part", True))],
        "shot": [
            ("shot and killed", Sense("killed", "part")),
            ("shot and wounded", Sense("injured", "part")),
            ("shot and injured", Sense("injured", "part")),
            ("shot dead", Sense("killed", "part")),
        ],
        "beaten": [("beaten to death", Sense("killed", "part"))],
        "burned": [
            ("burned to death", Sense("killed", "part")),
            ("burned down", Sense("destroyed", "part", True)),
            ("burned out", Sense("destroyed", "part", True)),
            ("burned alive", Sense("killed", "part")),
        ],
        "burnt": [
            ("burnt to death", Sense("killed", "part")),
            ("burnt down", Sense("destroyed", "part", True)),
            ("burnt out", Sense("destroyed", "part", True)),
            ("burnt alive", Sense("killed", "part")),
        ],
        "crushed": [("crushed to death", Sense("killed", "part"))],
        "stabbed": [("stabbed to death", Sense("killed", "part"))],
        "lost": [
            ("lost their lives", Sense("killed", "intr")),
            ("lost his life", Sense("killed", "intr")),
            ("lost her life", Sense("killed", "intr")),
            ("lost their homes", Sense("displaced", "intr")),
            ("lost their home", Sense("displaced", "intr")),
        ],
        "lose": [("lose their lives", Sense("killed", "intr"))],
        "losing": [("losing their homes", Sense("displaced", "intr")), ("losing their lives", Sense("killed", "intr"))],
        "death": [("death toll", Sense("killed", "toll"))],
        "number": [
            ("number of dead", Sense("killed", "toll")),
            ("number of deaths", Sense("killed", "toll")),
            ("number of people killed", Sense("killed", "toll")),
            ("number of fatalities", Sense("killed", "toll")),
            ("number of the dead", Sense("killed", "toll")),
            ("number of missing", Sense("missing", "toll")),
            ("number of those killed", Sense("killed", "toll")),
            ("number of killed", Sense("killed", "toll")),
            ("number of injured", Sense("injured", "toll")),
            ("number of wounded", Sense("injured", "toll")),
            ("number of people injured", Sense("injured", "toll")),
            ("number of the injured", Sense("injured", "toll")),
            ("number of those injured", Sense("injured", "toll")),
            ("number of injuries", Sense("injured", "toll")),
            ("number of confirmed deaths", Sense("killed", "toll")),
            ("number of victims", Sense("killed", "toll")),
            ("number of casualties", Sense("casualties", "toll")),
            ("number of displaced", Sense("displaced", "toll")),
        ],
        "injury": [("injury toll", Sense("injured", "toll"))],
        "taken": [
            ("taken to hospital", Sense("hospitalised", "part")),
            ("taken to hospitals", Sense("hospitalised", "part")),
            ("taken to the hospital", Sense("hospitalised", "part")),
            ("taken to a hospital", Sense("hospitalised", "part")),
            ("taken to a nearby hospital", Sense("hospitalised", "part")),
            ("taken to local hospitals", Sense("hospitalised", "part")),
            ("taken to nearby hospitals", Sense("hospitalised", "part")),
            ("taken hostage", Sense("abducted", "part")),
            ("taken captive", Sense("abducted", "part")),
            ("taken into custody", Sense("detained", "part")),
            ("taken prisoner", Sense("detained", "part")),
        ],
        "rushed": [
            ("rushed to hospital", Sense("hospitalised", "part")),
            ("rushed to hospitals", Sense("hospitalised", "part")),
        ],
        "admitted": [
            ("admitted to hospital", Sense("hospitalised", "part")),
            ("admitted to hospitals", Sense("hospitalised", "part")),
            ("admitted for treatment", Sense("hospitalised", "part")),
            ("admitted for observation", Sense("hospitalised", "part")),
            ("admitted to intensive care", Sense("hospitalised", "part")),
        ],
        "airlifted": [("airlifted to hospital", Sense("hospitalised", "part"))],
        "in": [
            ("in hospital", Sense("hospitalised", "adj")),
            ("in hospitals", Sense("hospitalised", "adj")),
            ("in intensive care", Sense("hospitalised", "adj")),
            ("in custody", Sense("detained", "adj")),
            ("in detention", Sense("detained", "adj")),
        ],
        "treated": [
            ("treated in hospital", Sense("hospitalised", "part")),
            ("treated at hospital", Sense("hospitalised", "part")),
            ("treated in hospitals", Sense("hospitalised", "part")),
            ("treated for", Sense("injured", "part")),
        ],
        "pulled": [("pulled alive", Sense("rescued", "part")), ("pulled out alive", Sense("rescued", "part"))],
        "plucked": [("plucked from", Sense("rescued", "part"))],
        "remained": [("remained at the hospital", Sense("hospitalised", "intr"))],
        "remain": [("remain at the hospital", Sense("hospitalised", "intr"))],
        "remains": [("remains of", Sense("killed", "noun"))],
        "went": [("went up in flames", Sense("destroyed", "intr", True))],
        "gone": [("gone up in flames", Sense("destroyed", "intr", True))],
        "been": [("been traced", Sense("rescued", "intr")), ("been found safe", Sense("rescued", "intr"))],
        "found": [("found safe", Sense("rescued", "part")), ("found alive", Sense("rescued", "part"))],
        "being": [
            ("being looked for", Sense("missing", "adj")),
            ("being searched for", Sense("missing", "adj")),
            ("being sought", Sense("missing", "adj")),
        ],
        "swam": [("swam to safety", Sense("rescued", "intr")), ("swam ashore", Sense("rescued", "intr"))],
        "made": [("made it ashore", Sense("rescued", "intr")), ("made it to shore", Sense("rescued", "intr"))],
        "saved": [("saved from", Sense("rescued", "part"))],
        "forced": [
            ("forced from their homes", Sense("displaced", "part")),
            ("forced to flee", Sense("displaced", "part")),
            ("forced to leave their homes", Sense("displaced", "part")),
            ("forced out of", Sense("displaced", "part")),
        ],
        "driven": [("driven from their homes", Sense("displaced", "part"))],
        "fled": [("fled their homes", Sense("displaced", "intr"))],
        "under": [
            ("under the rubble", Sense("trapped", "adj")),
            ("under rubble", Sense("trapped", "adj")),
            ("under the debris", Sense("trapped", "adj")),
            ("under debris", Sense("trapped", "adj")),
            ("under arrest", Sense("detained", "adj")),
        ],
        "beneath": [("beneath the rubble", Sense("trapped", "adj")), ("beneath the debris", Sense("trapped", "adj"))],
        "buried": [
            ("buried in a mass grave", Sense("killed", "part")),
            ("buried in mass graves", Sense("killed", "part")),
            ("buried alive", Sense("trapped", "part")),
            ("buried under", Sense("trapped", "part")),
            ("buried beneath", Sense("trapped", "part")),
            ("buried in the rubble", Sense("trapped", "part")),
        ],
        "swept": [("swept away", Sense("missing", "part", True))],
        "reduced": [("reduced to rubble", Sense("destroyed", "part", True))],
    }.items()
}
"""Set phrases by their first word, the longest first."""

STEMS: Final[dict[str, Sense]] = {
    **_all(
        "killed",
        "free",
        "втрати втратив втратил потеря вбив гине гибн "
        "загин загиб погиб вбит убит вбил убил обірва оборва убито убив скончал загибл смерт умер помер жертв ліквід "
        "гибел загибел тіла тела тело ликвид",
    ),
    **_all("injured", "free", "поранен поранил ранил ранен травм постражд пострад ранени ушпитал"),
    **_all("hospitalised", "free", "госпіталіз госпитализ шпитал"),
    **_all("missing", "free", "зник пропал пропав доля судьба шукают шукаєм розшукуют ищут разыскива"),
    **_all("rescued", "free", "врятов врятув спасен спасли спасл деблок"),
    **_all("trapped", "free", "заблоков заблокир завал"),
    **_all("evacuated", "free", "евакуй евакую эвакуир"),
    **_all("displaced", "free", "переміщ перемещ"),
    **_all("detained", "free", "затрим задерж арешт арест"),
    **_all("abducted", "free", "викрад похищ похит"),
    **_all("damaged", "free", "пошкод поврежд повредил", True),
    **_all("destroyed", "free", "зруйн разруш знищ уничтож", True),
}
"""Beginnings of Ukrainian and Russian words."""
_LENGTHS: Final = tuple(sorted({len(stem) for stem in STEMS}, reverse=True))


@lru_cache(maxsize=8192)
def slavic(word: str) -> Sense | None:
    """The sense of a Ukrainian or Russian word by its beginning."""
    if "а" <= word[0] <= "ґ":
        for length in _LENGTHS:
            found = STEMS.get(word[:length]) if len(word) >= length else None
            if found is not None:
                return found
    return None
