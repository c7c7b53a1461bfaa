"""How people write counts in English, Ukrainian and Russian: number words and qualifiers, as data.

Every word is in lower case, with `'` for every apostrophe and `е` for `ё` (see amounts.fold). Sources of
the bounds: newsroom use and the dictionaries' plain senses, always the weaker reading: `dozens` is two
dozen or more and has no upper end, `several` is more than two, `hundreds` is two hundred or more.
"""

from __future__ import annotations

from typing import Final

Phrase = tuple[str, ...]


def _row(words: str, first: int, step: int = 1) -> dict[str, int]:
    return {word: first + place * step for place, word in enumerate(words.split())}


def _same(value: int, words: str) -> dict[str, int]:
    return dict.fromkeys(words.split(), value)


def _phrases(meaning: str, *phrases: str) -> dict[Phrase, str]:
    return {tuple(phrase.split()): meaning for phrase in phrases}


NUMBER_WORDS: Final[dict[str, dict[str, int]]] = {
    "en": {
        **_row("zero one two three four five six seven eight nine ten", 0),
        **_row("eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 11),
        **_row("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
        **_same(0, "no none nil nobody"),
        "both": 2,
    },
    "uk": {
        **_row("нуль один два три чотири п'ять шість сім вісім дев'ять десять", 0),
        **_row("одного двох трьох чотирьох п'яти шести семи восьми дев'яти десяти", 1),
        **_row("двоє троє четверо п'ятеро шестеро семеро восьмеро дев'ятеро десятеро", 2),
        **_row("одинадцять дванадцять тринадцять чотирнадцять п'ятнадцять шістнадцять сімнадцять", 11),
        **_row("вісімнадцять дев'ятнадцять", 18),
        **_row("одинадцяти дванадцяти тринадцяти чотирнадцяти п'ятнадцяти шістнадцяти сімнадцяти", 11),
        **_row("вісімнадцяти дев'ятнадцяти", 18),
        **_row("двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто", 20, 10),
        **_row("двадцяти тридцяти сорока п'ятдесяти шістдесяти сімдесяти вісімдесяти дев'яноста", 20, 10),
        **_row("сто двісті триста чотириста п'ятсот шістсот сімсот вісімсот дев'ятсот", 100, 100),
        **_row("ста двохсот трьохсот чотирьохсот п'ятисот шестисот семисот восьмисот дев'ятисот", 100, 100),
        **_same(0, "жодного жоден жодної нікого немає"),
        **_same(1, "одна одне однієї"),
        **_same(2, "дві обидва обидві обоє двоїх"),
        **_row("чотирьох п'ятьох шістьох сімох вісьмох дев'ятьох десятьох", 4),
        "троїх": 3,
    },
    "ru": {
        **_row("ноль один два три четыре пять шесть семь восемь девять десять", 0),
        **_row("одного двух трех четырех пяти шести семи восьми девяти десяти", 1),
        **_row("двое трое четверо пятеро шестеро семеро восьмеро девятеро десятеро", 2),
        **_row("одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать", 11),
        **_row("восемнадцать девятнадцать", 18),
        **_row("одиннадцати двенадцати тринадцати четырнадцати пятнадцати шестнадцати семнадцати", 11),
        **_row("восемнадцати девятнадцати", 18),
        **_row("двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто", 20, 10),
        **_row("двадцати тридцати сорока пятидесяти шестидесяти семидесяти восьмидесяти девяноста", 20, 10),
        **_row("сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот", 100, 100),
        **_row("ста двухсот трехсот четырехсот пятисот шестисот семисот восьмисот девятисот", 100, 100),
        **_same(0, "никого нет"),
        **_same(1, "одна одно одной"),
        **_same(2, "две оба обе двоих"),
        **_row("четверых пятерых шестерых семерых восьмерых девятерых десятерых", 4),
        "троих": 3,
    },
}
"""Number words by language and what they add to a number; collective and genitive forms included."""

NUMBER_PHRASES: Final[dict[Phrase, int]] = {
    ("half", "a", "dozen"): 6,
    ("half", "dozen"): 6,
    ("a", "pair"): 2,
    ("no", "one"): 0,
    ("a", "score"): 20,
    ("ни", "одного"): 0,
    ("ни", "одной"): 0,
}
"""Set phrases that are one number."""

ARTICLES: Final = frozenset({"a", "an"})
"""Words that mean one where they stand alone or before a dozen, a hundred …."""

SCALES: Final[dict[str, int]] = {
    **_same(10, "десяток десятка"),
    **_same(12, "dozen дюжина дюжину дюжини дюжины"),
    **_same(20, "score"),
    **_same(100, "hundred сотня сотню"),
    **_same(1000, "thousand тисяча тисячу тис тысяча тысячу тыс"),
    **_same(1_000_000, "million мільйон мільйона миллион миллиона млн"),
}
"""Words that multiply the number before them; alone they stand for one of themselves."""

PLURAL_SCALES: Final[dict[str, int]] = {
    **_same(10, "tens десятки десятків десятков"),
    **_same(12, "dozens"),
    **_same(20, "scores"),
    **_same(100, "hundreds сотні сотень сотни сотен"),
    **_same(1000, "thousands тисячі тисяч тысячи тысяч"),
    **_same(1_000_000, "millions мільйони мільйонів миллионы миллионов"),
}
"""Plurals: after a number they multiply it; alone they are vague, two of them or more."""

GENITIVE_SCALES: Final = frozenset(["сотні", "сотни", "тисячі", "тысячи"])
"""Also the genitive of one hundred or one thousand: `більше сотні` is more than 100."""

VAGUE: Final[dict[Phrase, int]] = {
    **{tuple(words.split()): 2 for words in ("a few", "a couple", "a handful", "a number", "many", "numerous")},
    **{(word,): 2 for word in ["multiple", "кілька", "декілька", "багато", "чимало", "несколько", "много", "немало"]},
    ("several",): 3,
    ("some",): 1,
}
"""Words without a number, and the least that they can mean; none of them has an upper end."""

OF: Final = "of"
"""Joins two plurals: `tens of thousands`."""

QUALIFIERS: Final[dict[Phrase, str]] = {
    **_phrases("at_least", "at least", "no fewer than", "no less than", "not fewer than", "not less than"),
    **_phrases("at_least", "minimum", "a minimum of", "at a minimum", ">=", "≥"),
    **_phrases("at_least", "не менше", "не менше ніж", "не менше як", "не менш як", "не менш ніж"),
    **_phrases("at_least", "щонайменше", "принаймні", "як мінімум", "мінімум", "не менее", "не менее чем"),
    **_phrases("at_least", "не меньше", "не меньше чем", "как минимум", "минимум", "по меньшей мере"),
    **_phrases("at_least", "по крайней мере"),
    **_phrases("more_than", "more than", "over", "above", "in excess of", ">", "just over", "well over"),
    **_phrases(
        "more_than",
        "exceeds",
        "exceed",
        "exceeding",
        "exceeded",
        "pass",
        "passes",
        "passed",
        "passing",
        "past",
        "surpass",
        "surpassing",
        "surpassed",
        "surpasses",
        "topping",
        "topped",
        "tops",
        "upwards of",
        "upward of",
        "north of",
        "slightly more than",
        "slightly over",
    ),
    **_phrases("more_than", "a little over", "far more than", "well above", "just above", "a bit more than"),
    **_phrases("at_least", "at the very least", "not under", "no less", "as few as"),
    **_phrases("about", "in the region of", "in the order of", "somewhere around", "up around"),
    **_phrases("nearly", "just shy of", "just short of", "approaching", "not quite", "close on"),
    **_phrases("more_than", "більше", "більше ніж", "більше як", "більш як", "більш ніж", "понад"),
    **_phrases("more_than", "более", "более чем", "больше", "больше чем", "свыше"),
    **_phrases("up_to", "up to", "at most", "no more than", "not more than", "as many as", "a maximum of"),
    **_phrases("up_to", "maximum", "<=", "≤", "до", "не більше", "не більше ніж", "не більше як"),
    **_phrases("up_to", "не більш як", "не більш ніж", "щонайбільше", "максимум", "не более"),
    **_phrases("up_to", "не более чем", "не больше", "не больше чем"),
    **_phrases("fewer_than", "fewer than", "less than", "under", "below", "<", "just under"),
    **_phrases("fewer_than", "менше", "менше ніж", "менше як", "менш як", "менш ніж"),
    **_phrases("fewer_than", "менее", "менее чем", "меньше", "меньше чем"),
    **_phrases("about", "about", "around", "some", "approximately", "approx", "roughly", "circa", "ca", "c"),
    **_phrases("about", "an estimated", "estimated", "~", "≈"),
    **_phrases("about", "близько", "приблизно", "орієнтовно", "около", "примерно", "приблизительно"),
    **_phrases("about", "порядка"),
    **_phrases("nearly", "nearly", "almost", "close to", "майже", "почти"),
    **_phrases("exact", "exactly", "precisely", "only", "just", "рівно", "лише", "ровно", "только"),
    **_phrases("between", "between", "from", "від", "між", "от", "между"),
}
"""Words before a number, and the qualifier that they are. `nearly` becomes `about` with an upper end."""

NOMINATIVE: Final = frozenset(
    tuple(words.split())
    for words in (
        "щонайменше", "принаймні", "як мінімум", "мінімум", "как минимум", "минимум", "по меньшей мере",
        "по крайней мере", "щонайбільше", "максимум", "майже", "почти", "приблизно", "примерно",
        "орієнтовно", "приблизительно", "рівно", "ровно", "лише", "только",
    )
)  # fmt: skip
"""Phrases after which GENITIVE_SCALES are plurals, not genitives."""

SUFFIXES: Final[dict[Phrase, str]] = {
    **_phrases("at_least", "+", "or more", "and more", "or above", "і більше", "та більше", "або більше"),
    **_phrases("at_least", "й більше", "и более", "и больше", "или более", "или больше"),
    **_phrases("up_to", "or fewer", "or less", "at most", "або менше", "и менее", "или менее", "или меньше"),
    **_phrases("at_least", "at least"),
    **_phrases("about", "or so", "or thereabouts"),
}
"""Words after a number, and the qualifier that they are."""

FILLERS: Final[dict[Phrase, None]] = dict.fromkeys(
    tuple(words.split())
    for words in (
        "another", "a further", "further", "an additional", "additional", "a total of", "in total", "all",
        "the", "ще", "загалом", "всього", "усього", "еще", "всего", "все", "всі",
    )
)  # fmt: skip
"""Words that say nothing about the size of the number."""

JOINERS: Final = frozenset({"-", "to", "and", "or", "..", "до", "і", "й", "та", "або", "и", "или"})
"""What stands between the two ends of a range; `-` stands for every dash, `..` for every ellipsis."""

ONLY_BETWEEN: Final = frozenset({"and", "і", "й", "та", "и"})
"""Joiners that make a range only after `between`: `16 and 20` alone is two numbers."""

ENDINGS: Final = frozenset(["ти", "х", "ох", "ьох", "ма", "ми"])
"""Case endings that Ukrainian and Russian hang on digits: `більше 50-ти`."""

ALL_WORDS: Final[dict[str, int]] = {w: n for words in NUMBER_WORDS.values() for w, n in words.items()}
"""The number words of all languages together; no word means two numbers (a test holds this)."""
