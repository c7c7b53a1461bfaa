"""What Ukrainian and Russian numbers stand before, by the beginnings of the words."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

SLAVIC_PEOPLE: Final[dict[str, str]] = {
    "люд": "people", "чолов": "people", "челов": "people", "осіб": "people", "особ": "people", "ос": "people",
    "чол": "people", "чел": "people", "жител": "people", "мешкан": "people", "дит": "children", "дет": "children",
    "діт": "children", "реб": "children", "підліт": "children", "подрост": "children", "жін": "women",
    "женщ": "women", "мужч": "men", "цивільн": "civilians", "мирн": "civilians", "військов": "military personnel",
    "военн": "military personnel", "солдат": "soldiers", "рятувальн": "rescuers", "спасател": "rescuers",
    "медик": "medics", "полицейск": "police officers", "поліцейськ": "police officers", "журналіст": "journalists",
    "журналист": "journalists", "хлопч": "boys", "дівч": "girls", "мальчик": "boys", "девоч": "girls",
    "боевик": "fighters", "бойовик": "fighters", "окупант": "soldiers", "оккупант": "soldiers",
    "террорист": "fighters", "дорос": "adults", "взросл": "adults", "особи": "people", "постражд": "people",
    "пострад": "people", "пасажир": "passengers", "пассажир": "passengers", "працівник": "workers",
    "работник": "workers", "сотрудник": "workers", "шахтар": "miners", "шахтер": "miners", "пожежник": "firefighters",
    "пожарн": "firefighters", "студент": "students", "школяр": "pupils", "школьник": "pupils", "учнів": "pupils",
    "неповноліт": "children", "несовершеннолет": "children", "немовл": "children", "младен": "children",
    "горняк": "miners", "пациент": "patients", "пацієнт": "patients", "гірник": "miners",
    "пенсіонер": "pensioners", "пенсионер": "pensioners", "енергетик": "workers", "водій": "drivers",
    "водите": "drivers", "хлопець": "boys", "підозрюван": "suspects", "подозреваем": "suspects",
    "мігрант": "migrants", "мигрант": "migrants", "військовослужбовц": "military personnel",
    "военнослужащ": "military personnel", "бойц": "soldiers", "солдатів": "soldiers", "волонтер": "volunteers",
}  # fmt: skip
SLAVIC_THINGS: Final[dict[str, str]] = {
    "одиниц": "vehicles", "единиц": "vehicles", "технік": "vehicles", "техник": "vehicles", "літак": "aircraft",
    "самолет": "aircraft", "вертоліт": "helicopters", "вертолет": "helicopters", "церк": "churches",
    "підприємств": "businesses", "предприят": "businesses", "крамниц": "shops", "закладів": "facilities",
    "заклад": "facilities", "учрежден": "facilities", "будин": "buildings", "дом": "buildings", "буд": "buildings",
    "автом": "vehicles", "машин": "vehicles", "школ": "schools", "лікарн": "hospitals", "больниц": "hospitals",
    "квартир": "apartments", "садиб": "homes", "садоч": "kindergartens", "зданий": "buildings", "здани": "buildings",
    "споруд": "buildings", "магазин": "shops", "об'єкт": "facilities", "объект": "facilities", "танк": "tanks",
    "гараж": "garages", "автоб": "buses", "приватн": "private", "частн": "private",
    "артсистем": "artillery systems", "бронемаш": "vehicles", "автомоб": "vehicles",
    "багатоповерх": "apartment buildings", "багатоквартирн": "apartment buildings",
    "многоэтаж": "apartment buildings", "многоквартирн": "apartment buildings", "житлов": "residential",
    "жил": "residential",
}  # fmt: skip
SLAVIC_UNITS: Final = (
    "год", "хвил", "минут", "час", "день", "дня", "днів", "дней", "доб", "сутк", "тиж", "недел", "місяц", "месяц",
    "рок", "рік", "лет", "км", "кілом", "килом", "метр", "грив", "руб", "долар", "доллар", "%", "відсот", "процент",
    "ракет", "дрон", "бпла", "безпіл", "беспил", "шахед", "снаряд", "бомб", "тонн", "раз", "поверх", "этаж", "кг",
    "січ", "лют", "берез", "квіт", "трав", "черв", "лип", "серп", "верес", "жовт", "листоп", "груд", "январ",
    "феврал", "март", "апрел", "мая", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр", "обстріл",
    "обстрел", "атак", "удар", "населен", "літ", "безпілот",
)  # fmt: skip


@lru_cache(maxsize=8192)
def slavic_noun(word: str) -> tuple[str, str]:
    """The kind (people, things, unit or "") of a Ukrainian or Russian noun and its plain English name."""
    for length in range(min(len(word), 12), 1, -1):
        stem = word[:length]
        if stem in SLAVIC_PEOPLE:
            return "people", SLAVIC_PEOPLE[stem]
        if stem in SLAVIC_THINGS:
            return "things", SLAVIC_THINGS[stem]
        if stem in SLAVIC_UNITS:
            return "unit", stem
    return "", ""
