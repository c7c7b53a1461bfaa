"""Words of saying, and the force of each: said, claimed, confirmed, denied, accused."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from factdesk.intake.words import words


def _force(force: str, words: str) -> dict[str, str]:
    return dict.fromkeys(words.split(), force)


VERBS: Final[dict[str, str]] = {
    **_force("said", """
    said say says saying told tells tell added adds adding reported reports reporting wrote writes posted posts tweeted
    announced announces stated states noted notes report count confirm announce puts revised lowered cut
    increased upgraded raises explained warned warns estimated estimates estimate recorded records registered
    documented counted counts spoke speaks spoken insisted insists argued put raised recounted recalled declared
    stressed tallied lifted informed specified briefed updated listed described maintain maintains maintained
    clarified fears
    """),
    **_force("claimed", "claimed claims claim claiming alleged alleges asserted asserts boasted"),
    **_force("confirmed", "confirmed confirms confirming verified acknowledged acknowledges admitted admits conceded"),
    **_force("denied", """
    denied denies deny denying rejected rejects rejecting dismissed dismisses refuted refutes disputed disputes
    disputing contradicted rebutted disowned
    """),
    **_force("accused", "accused accuse blame accuses accusing blamed blames blaming"),
}  # fmt: skip
"""English verbs of saying by form."""

NEEDS_THAT: Final = words("""
    fears
    put puts raised raises revised lowered lifted cut increased upgraded report count announce confirm counts spoke
    speaks
    spoken recorded registered counted posted listed updated documented claim claims claiming described records
    reports estimates estimate states notes declared rejected rejects dismissed dismisses disputed disputes
    recalled report rejecting disputing recounted verified noted
    """)
"""Verbs that also mean other things: they count only behind a body or person that can speak."""

SLAVIC: Final[dict[str, str]] = {
    "повідом": "said", "сообщ": "said", "заяв": "said", "сказа": "said", "уточн": "said", "зазнач": "said",
    "отмет": "said", "розпов": "said", "рассказ": "said", "написа": "said", "додал": "said", "додав": "said",
    "добав": "said", "інформ": "said", "информ": "said", "підтверд": "confirmed", "подтверд": "confirmed",
    "запереч": "denied", "спросту": "denied", "опроверг": "denied", "отрица": "denied", "отверг": "denied",
    "стверд": "claimed", "стверджу": "claimed", "утвержд": "claimed", "звинува": "accused", "обвини": "accused",
}  # fmt: skip
SLAVIC_ACCORDING: Final = frozenset(
    [("за", "словами"), ("за", "даними"), ("за", "інформацією"), ("по", "словам"), ("по", "данным"),
     ("по", "информации"), ("как", "сообщили"), ("як", "повідомили")]
)  # fmt: skip


SLAVIC_CITING: Final = frozenset([("со", "ссылкой", "на"), ("з", "посиланням", "на"), ("із", "посиланням", "на")])
_SLAVIC_BODIES: Final = (
    "генштаб", "штаб", "міноборон", "минобор", "мінохорон", "минздрав", "міністер", "министер", "мвс", "мвд",
    "дснс", "мчс", "сбу", "фсб", "ова", "прокур", "поліц", "полиц", "губернатор", "мер", "мэр", "речни",
    "представит", "рятувальник", "спасател", "медик", "врач", "лікар", "омбудсмен", "президент", "очільник",
    "начальник", "голова", "глава", "влада", "власти", "офіс", "офис", "оперштаб", "росгвард", "нацпол",
    "адміністрац", "администрац",
)  # fmt: skip


def slavic_body(words: list[str]) -> bool:
    """Whether Ukrainian or Russian words name a body or an office that speaks."""
    return any(word[0] > "~" and word.startswith(_SLAVIC_BODIES) for word in words)


_NO_VERB: Final = ("ть", "ти", "ться", "тися", "ния", "ние", "ний", "нию", "ниям", "ння", "нню", "ень", "ению", "єю")
"""Endings of infinitives and of nouns, which say nothing by themselves."""


@lru_cache(maxsize=8192)
def slavic_verb(word: str) -> str | None:
    """The force of a Ukrainian or Russian verb of saying, by its beginning."""
    if word.endswith(_NO_VERB):
        return None
    for length in (7, 6, 5, 8, 4):
        if word[:length] in SLAVIC:
            return SLAVIC[word[:length]]
    return None


BODIES: Final = words("""
    officials official authorities ministry police military army government administration service services
    office department council command headquarters hq staff agency agencies centre center observatory mission
    coastguard navy ombudsman commission committee organisation organization group ngo charity spokesman
    spokeswoman spokesperson governor mayor president minister prosecutor prosecutors chief commander general
    colonel doctors medics rescuers firefighters witnesses residents witness eyewitnesses survivor hospital un
    unicef unhcr ohchr iom ocha nato who resident patient officer nurse doctor medic rescuer activist teacher
    farmer activists monitors monitor investigators rescue fire emergency security health defence defense
    interior foreign secretary deputy head director coroner sheriff lawyer ambassador embassy media tv radio
    statement report regulator union society crescent cross operator company owner airline railway sources
    source journalist analysts experts kremlin pentagon militia rebels leader leaders envoy bureau board team
    locals fishermen villagers brigade forces fund institute watchdog network hamas hezbollah taliban idf jfo
    dpr lpr geologists survey registry both sides moscow kyiv kiev russia ukraine israel iran beijing ankara
    washington london tehran gaza parliament senator channels channel bloggers blogger outlets lawmaker
    spokespeople paramedics bishop priest imam principal captain coordinator superintendent inspector relatives
    families family mother father brother neighbour neighbours driver wife kinsfolk brigades defenders civil
    crews responders constabulary
    amnesty hrw msf hrmmu unrwa oxfam acled ucdp sohr usgs cctv xinhua afp reuters bbc interfax tass airwars idf
    groups organisations organizations charities agencies ministries unions hospitals morgue clinic scientists
    researchers campaigners campaigner lawyers companies helmets troopers marines coroners mla mp firefighter trust
    troops battalion regiment party ministers administrator he she they it we
    """)
"""Words by which one knows that somebody speaks."""

ROLES: Final = words("""
    president minister secretary governor mayor spokesman spokeswoman spokesperson chief commander general
    colonel ombudsman prosecutor director head deputy envoy ambassador captain lieutenant major sergeant doctor
    dr professor coroner sheriff chairman chairwoman chair leader senator mp lawmaker superintendent inspector
    officer coordinator representative commissioner chancellor king queen premier vice adviser advisor official
    manager administrator attorney judge bishop priest imam principal analyst researcher resident witness
    survivor marshal admiral editor fire-chief paramedic medic nurse surgeon driver owner fisherman teacher
    father mother mr mrs ms gen col lt capt sgt prof
    """)
"""Words that end the role before a name: `Foreign Minister | Andrii Sybiha`."""

PLURAL_BODIES: Final = words("""
    officials authorities services police doctors medics rescuers firefighters witnesses residents prosecutors
    investigators activists monitors sources media rebels forces experts analysts locals crews responders
    families relatives paramedics troopers helmets
    """)

FALSE: Final = words("""
    rubbish false untrue fake fabricated fabrication baseless disinformation misinformation lie lies nonsense unfounded
    invented groundless bogus incorrect propaganda falsehood hoax
    """)
"""Words that call what somebody else says untrue."""

UNTRUE: Final = FALSE | {"wrong", "mistaken", "misleading", "inaccurate", "exaggerated", "inflated"}
"""The same behind `called` and `described as`."""
