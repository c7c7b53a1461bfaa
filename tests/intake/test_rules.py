"""Single rules of the reader, each with a sentence that shows it."""

from __future__ import annotations

from typing import Any

import pytest

from factdesk.desk.intake import propose


def read(text: str) -> list[tuple[Any, ...]]:
    return [(f["measure"], f["words"], f["qualifier"], f["scope"]) for f in propose(text)["figures"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The fire killed five civilians and injured 34.", [("killed", "five"), ("injured", "34")]),
        ("18 lives were lost.", [("killed", "18")]),
        ("The blast left 12 people dead.", [("killed", "12")]),
        ("Six people were killed in Brod and two in Lesk.", [("killed", "Six"), ("killed", "two")]),
        ("Killed: 5. Injured – 34.", [("killed", "5"), ("injured", "34")]),
        ("26 of 36 hospitals have been damaged.", [("damaged", "26")]),
        ("No one was hurt.", [("injured", "No one")]),
        ("More than 2.5 million people have been displaced.", [("displaced", "More than 2.5 million")]),
        ("The number of militants killed at the bridge was 35.", [("killed", "35")]),
        ("Загинуло 16 людей, поранено 34.", [("killed", "16"), ("injured", "34")]),
        ("Погибли 12 человек, еще 30 ранены.", [("killed", "12"), ("injured", "30")]),
    ],
)
def test_measures(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(measure, words) for measure, words, *_ in read(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Air defences shot down 40 of 52 drones.",
        "They agreed on a 30-day ceasefire after 3 years of war.",
        "The victims were aged between 19 and 63.",
        "Nine in ten were civilians.",
        "The village of 5,000 lies 12 km away and was founded in 1923.",
        "Carrow won 3-1 in front of 4,000.",
        "The 152mm shell hit flat 12 at 14 Mill Street at 5.30 pm.",
        "More than half of the 120 passengers were children.",
        "The 93rd Brigade moved 10,000 troops.",
        "Damage is put at $250,000.",
    ],
)
def test_traps(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("The toll rose from 14 to 16.", ["superseded", "main"]),
        ("The toll stands at 20, up from 18 on Monday.", ["main", "superseded"]),
        ("Since 2022 more than 12,000 people have been killed.", ["cumulative"]),
        ("Four soldiers were killed on the bloodiest day since August.", ["main"]),
        ("Last year, 412 people were killed in similar accidents.", ["other_event"]),
        ("Five people died. In a separate attack two were killed.", ["main", "other_event"]),
    ],
)
def test_scope(text: str, scopes: list[str]) -> None:
    assert [scope for *_, scope in read(text)] == scopes


def test_a_whole_that_is_only_implied_is_marked_as_derived() -> None:
    whole, children, adults = propose("Eleven children and nine adults were killed.")["figures"]
    assert (whole["value"], whole["derived"], whole["counted"]) == (20, True, "people")
    assert children["part_of"] == adults["part_of"] == whole["id"]


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        ("Five people died, said Ihor Koval, the mayor of Lypky.", "Ihor Koval", "the mayor of Lypky"),
        ("The governor, Musa Bello, said five people died.", "Musa Bello", "governor"),
        ("Governor Musa Bello said on Telegram that five people died.", "Musa Bello", "Governor"),
        ("According to the health ministry, five people died.", "health ministry", None),
        ("Five killed in shelling - regional police", "regional police", None),
        ("“Five people died. Ten were hurt,” Ihor Koval said.", "Ihor Koval", None),
        ("Ihor Koval spoke to reporters. Later he said five people died.", "Ihor Koval", None),
    ],
)
def test_speakers(text: str, speaker: str, role: str | None) -> None:
    first = propose(text)["figures"][0]
    assert (first["speaker"], first["speaker_role"]) == (speaker, role)


def test_a_rejected_figure_is_marked() -> None:
    found = propose("The ministry said 12 died. The army denied that its men had killed 31 civilians.")
    assert [f["negated"] for f in found["figures"]] == [False, True]
    assert [a["type"] for a in found["assertions"]] == ["denial"]


def test_feared_is_not_stated() -> None:
    assert [f["certainty"] for f in propose("Up to 30 people are feared trapped. Two died.")["figures"]] == [
        "feared",
        "stated",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two men were flown to a clinic in Linz.", [("hospitalised", "Two")]),
        ("Police took three men into custody.", [("detained", "three")]),
        ("The cyclone has driven some 60,000 children from their homes.", [("displaced", "some 60,000")]),
        ("Four people sustained minor burns.", [("injured", "Four")]),
        ("Two adults are in a critical condition.", [("injured", "Two")]),
        ("The whereabouts of 54 men are unknown.", [("missing", "54")]),
        ("A gunman shot four people, two of them fatally.", [("killed", "two")]),
        ("The army lost 45 soldiers and four tanks.", [("killed", "45"), ("destroyed", "four")]),
        ("Rescuers pulled five people out of the house.", [("rescued", "five")]),
        ("Fighters executed 31 detainees.", [("killed", "31")]),
        ("Collapsed buildings 6,444.", [("destroyed", "6,444")]),
        ("Toll passes 5,000.", [("killed", "passes 5,000")]),
        ("Дістали поранення 24 людини, доля ще 3 невідома.", [("injured", "24"), ("missing", "3")]),
        ("Число жертв выросло с 4 до 5.", [("killed", "4"), ("killed", "5")]),
    ],
)
def test_turns_of_phrase(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(measure, words) for measure, words, *_ in read(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The goalkeeper saved three penalties.",
        "The party lost 12 lawmakers and two seats.",
        "The film killed off four characters.",
        "The group interviewed 38 survivors.",
        "The two sides exchanged 15 bodies.",
        "Their daughters (21, 18 and 7) live abroad after their father died.",
        "A girl of six was reading.",
        "No death estimate is available.",
        "The town, home to 125,000, was washed away.",
    ],
)
def test_more_traps(text: str) -> None:
    assert [words for _, words, *_ in read(text) if words not in ("A",)] == []


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("At least 144 were injured (was 129).", ["main", "superseded"]),
        ("Police had first spoken of 25 dead.", ["superseded"]),
        ("The toll is 288. It had stood at 233 on Friday.", ["main", "superseded"]),
        ("By noon 115 had died, up from 93.", ["main", "superseded"]),
    ],
)
def test_older_numbers(text: str, scopes: list[str]) -> None:
    assert [scope for *_, scope in read(text)] == scopes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ukrainian soldier killed in Donbas - JFO", [("killed", "soldier")]),
        ("Militiaman killed, two wounded in shelling", [("killed", "Militiaman"), ("injured", "two")]),
        ("Shelling kills civilian in the east", [("killed", "civilian")]),
        ("The soldier killed in Donbas was buried on Friday.", []),
        ("Suspect killed five people", [("killed", "five")]),
    ],
)
def test_one_person_in_a_headline_without_an_article(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(measure, words) for measure, words, *_ in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 150 of the village’s 1,800 residents were killed.", [("killed", "At least 150", "at_least")]),
        ("A family of five died.", [("killed", "five", "exact")]),
        ("One was killed, another wounded.", [("killed", "One", "exact"), ("injured", "another", "exact")]),
        ("The toll tops 18,000.", [("killed", "tops 18,000", "more_than")]),
        ("150-plus houses were destroyed.", [("destroyed", "150-plus", "at_least")]),
        ("Five of the 21 injured are in intensive care.", [("hospitalised", "Five", "exact")]),
        ("Twenty-two of the thirty-eight wounded have gone home.", []),
        ("Two workers, who were asleep, died.", [("killed", "Two", "exact")]),
        ("Погибших нет.", [("killed", "нет", "exact")]),
        ("Врятовано 12 людей, шукають ще чотирьох.", [("rescued", "12", "exact"), ("missing", "чотирьох", "exact")]),
    ],
)
def test_whose_and_how_many(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(measure, words, qualifier) for measure, words, qualifier, _ in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Five died, Reuters said, citing police.", "police"),
        ("Five died, per the junta's information team.", "junta's information team"),
        ("Five died. The minister gave the figures on X.", "minister"),
        ("4 dead (police)", "police"),
        ("Загинули п'ятеро. Про це повідомив начальник ОВА Іван Коваль.", "начальник ОВА Іван Коваль"),
        ("Погибли пять человек, передает ТАСС со ссылкой на полицию.", "полицию"),
        ("The group which first reported the deaths said five people died.", "group"),
    ],
)
def test_whose_numbers_they_are(text: str, speaker: str) -> None:
    found = propose(text)["figures"][0]
    assert speaker.casefold() in str(found["speaker"]).casefold()
