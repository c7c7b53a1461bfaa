"""Figures are read as people write them: the interval is what the words imply, and nothing is guessed."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.model import checks, numerals, vocabulary
from factdesk.model.amounts import LONGEST
from factdesk.model.errors import BadInput
from factdesk.model.figures import Figure, describe, parse_figure
from factdesk.model.wording import interval

READ = """
at least 16 | 16..∞ | at_least | 16
no fewer than 16 | 16..∞ | at_least | 16
16+ | 16..∞ | at_least | 16
≥16 | 16..∞ | at_least | 16
>= 16 | 16..∞ | at_least | 16
16 or more | 16..∞ | at_least | 16
не менше 16 | 16..∞ | at_least | 16
щонайменше шістнадцять | 16..∞ | at_least | 16
не менее 16 | 16..∞ | at_least | 16
как минимум 16 | 16..∞ | at_least | 16
at least another 72 | 72..∞ | at_least | 72
up to 85 | 0..85 | up_to | 85
Up To 85 | 0..85 | up_to | 85
at most 85 | 0..85 | up_to | 85
no more than 85 | 0..85 | up_to | 85
до 85 | 0..85 | up_to | 85
не більше 85 | 0..85 | up_to | 85
more than 30 | 31..∞ | more_than | 30
over 50 | 51..∞ | more_than | 50
>30 | 31..∞ | more_than | 30
більше 50 | 51..∞ | more_than | 50
понад 50 | 51..∞ | more_than | 50
більше 50-ти | 51..∞ | more_than | 50
більше п’ятдесяти | 51..∞ | more_than | 50
более 50 | 51..∞ | more_than | 50
свыше 50 | 51..∞ | more_than | 50
більше сотні | 101..∞ | more_than | 100
more than a dozen | 13..∞ | more_than | 12
fewer than 10 | 0..9 | fewer_than | 10
under 10 | 0..9 | fewer_than | 10
<10 | 0..9 | fewer_than | 10
менше 10 | 0..9 | fewer_than | 10
менее десяти | 0..9 | fewer_than | 10
about 20 | ? | about | 20
some 20 | ? | about | 20
~20 | ? | about | 20
approximately 20 | ? | about | 20
близько 20 | ? | about | 20
около 20 | ? | about | 20
20 or so | ? | about | 20
nearly 20 | ?..20 | about | 20
almost 20 | ?..20 | about | 20
майже 20 | ?..20 | about | 20
почти 20 | ?..20 | about | 20
16–20 | 16..20 | between | -
16-20 | 16..20 | between | -
16 to 20 | 16..20 | between | -
between 16 and 20 | 16..20 | between | -
between one hundred and five hundred | 100..500 | between | -
від 16 до 20 | 16..20 | between | -
от 16 до 20 | 16..20 | between | -
nine or ten | 9..10 | between | -
два-три | 2..3 | between | -
dozens | 24..∞ | vague | -
hundreds | 200..∞ | vague | -
thousands | 2000..∞ | vague | -
scores | 40..∞ | vague | -
tens of thousands | 20000..∞ | vague | -
several | 3..∞ | vague | -
several dozen | 36..∞ | vague | -
a few | 2..∞ | vague | -
many | 2..∞ | vague | -
some | 1..∞ | vague | -
at least dozens | 24..∞ | vague | -
десятки | 20..∞ | vague | -
сотні | 200..∞ | vague | -
тисячі | 2000..∞ | vague | -
кілька десятків | 20..∞ | vague | -
a | 1..∞ | vague | -
one | 1 | exact | 1
both | 2 | exact | 2
six | 6 | exact | 6
twenty-one | 21 | exact | 21
a dozen | 12 | exact | 12
two dozen | 24 | exact | 24
half a dozen | 6 | exact | 6
a hundred | 100 | exact | 100
one hundred and five | 105 | exact | 105
two thousand five hundred and six | 2506 | exact | 2506
no | 0 | exact | 0
none | 0 | exact | 0
zero | 0 | exact | 0
exactly 9 | 9 | exact | 9
another 72 | 72 | exact | 72
шестеро | 6 | exact | 6
п'ятеро | 5 | exact | 5
сто двадцять п'ять | 125 | exact | 125
дві тисячі | 2000 | exact | 2000
5 тисяч | 5000 | exact | 5000
4 053 | 4053 | exact | 4053
4\u00a0053 | 4053 | exact | 4053
4\u202f053 | 4053 | exact | 4053
4,053 | 4053 | exact | 4053
4.053 | 4053 | exact | 4053
4'053 | 4053 | exact | 4053
4٬053 | 4053 | exact | 4053
1 234 567 | 1234567 | exact | 1234567
٨٥ | 85 | exact | 85
\u200f٨٥ | 85 | exact | 85
9007199254740992 | 9007199254740992 | exact | 9007199254740992
"""
READINGS = [tuple(line.split(" | ")) for line in READ.strip().splitlines()]


@pytest.mark.parametrize(("text", "bounds", "qualifier", "value"), READINGS)
def test_what_is_understood(text: str, bounds: str, qualifier: str, value: str) -> None:
    figure = parse_figure(f"  {text}\n")
    shown = interval(figure.low, figure.high)
    assert (shown, figure.qualifier, str(figure.value)) == (bounds, qualifier, value.replace("-", "None"))
    assert figure.words == text
    assert describe(figure)


REFUSED = [
    ("", "no figure was given"),
    (" \u00a0 ", "no figure was given"),
    ("-5", "cannot be negative"),
    ("−5", "cannot be negative"),
    ("4.5", "'4.5' is not a whole number"),
    ("0.053", "'0.053' is not a whole number"),
    ("1.000,50", "is not a whole number"),
    ("007", "leave the leading zero out"),
    ("1e400", "'1e400' was not understood"),
    ("NaN", "'nan' was not understood"),
    ("inf", "'inf' was not understood"),
    ("16 people", "'people' was not understood; what is counted belongs in ‘counted’"),
    ("dozens of people", "'of' was not understood"),
    ("30-day", "not understood"),
    ("three-month-old", "'three-month-old' was not understood"),
    ("9007199254740993", "larger than 2^53"),
    ("9" * 110, "larger than 2^53"),
    ("16-20-24", "a range has two ends, this has more"),
    ("20–16", "low 20 is above high 16"),
    ("16 20", "more than one number"),
    ("16 and 20", "more than one number"),
    ("five five", "more than one number"),
    ("zero five", "more than one number"),
    ("about 16-20", "a range cannot have a further limit"),
    ("up to dozens", "cannot stand with a word that is no number"),
    ("up to 85+", "before and behind the number"),
    ("between 16", "the other end of the range is missing"),
    ("16–", "the other end of the range is missing"),
    ("at least", "there is no number in it"),
    ("only", "there is no number in it"),
    ("fewer than 0", "nothing is fewer than 0"),
    ("more than 9007199254740992", "larger than 2^53"),
    ("4.053 thousand", "more than one number"),
    ("1٢", "mixes the digits of two scripts"),
    ("16²", "was not understood"),
    ("½", "was not understood"),
    ("Ⅷ", "was not understood"),
    ("16/20", "'/' was not understood"),
    ("16\x00", "was not understood"),
    ("\u202e16", "was not understood"),
    ("\ud800", "was not understood"),
    ("x" * 121, "at most 120 characters, this has 121"),
]


@pytest.mark.parametrize(("text", "what"), REFUSED)
def test_what_is_refused_and_why(text: str, what: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_figure(text)
    assert caught.value.where == "figure"
    assert what in str(caught.value)
    assert str(caught.value).isprintable()


COUNTS = st.integers(0, checks.LARGEST)
SEPARATORS = st.sampled_from(["", ",", ".", " ", "\u00a0", "\u202f", "\u2009", "'", "’", "\u066c"])


@given(COUNTS, SEPARATORS)
def test_a_number_written_with_any_separator_is_read_back(number: int, separator: str) -> None:
    assert parse_figure(f"{number:,}".replace(",", separator)).value == number


@given(COUNTS, st.sampled_from([0x660, 0x6F0, 0x966, 0xFF10]))
def test_digits_of_other_scripts_are_read_back(number: int, zero: int) -> None:
    written = "".join(chr(zero + int(digit)) for digit in str(number))
    assert parse_figure(written).value == number


@given(st.integers(1, checks.LARGEST - 1))
def test_the_qualifiers_set_the_bounds_that_they_imply(n: int) -> None:
    def bounds(text: str) -> tuple[int | None, int | None]:
        figure = parse_figure(text)
        return figure.low, figure.high

    assert bounds(f"at least {n}") == (n, None)
    assert bounds(f"more than {n}") == bounds(f"at least {n + 1}")
    assert bounds(f"up to {n}") == (0, n)
    assert bounds(f"fewer than {n}") == bounds(f"up to {n - 1}")
    assert bounds(f"exactly {n}") == (n, n)
    assert bounds(f"about {n}") == (None, None)
    assert bounds(f"{n - 1}–{n}") == (n - 1, n)


ALPHABET = "0123456789 ,.'-–+<>~ \u202eabcпя" + "".join(sorted({w[0] for w in numerals.ALL_WORDS}))
PIECES = st.sampled_from(
    sorted(
        {" ".join(p) for p in (*numerals.QUALIFIERS, *numerals.VAGUE, *numerals.SUFFIXES, *numerals.FILLERS)}
        | set(numerals.ALL_WORDS)
        | set(numerals.SCALES)
        | set(numerals.PLURAL_SCALES)
        | set(numerals.JOINERS)
        | {"16", "4 053", "85", "0", "a"}
    )
)


@given(st.text() | st.text(ALPHABET) | st.lists(PIECES, max_size=6).map(" ".join))
def test_any_text_is_read_coherently_or_refused(text: str) -> None:
    try:
        figure = parse_figure(text)
    except BadInput as problem:
        told = str(problem)
        assert told.startswith("figure: ")
        assert told.isprintable()
    else:
        assert figure.qualifier in vocabulary.QUALIFIERS
        assert figure.words == text.strip()
        checks.interval(figure)
        assert figure.low is None or 0 <= figure.low <= checks.LARGEST


def test_long_junk_is_refused_at_once() -> None:
    begun = time.thread_time()
    for junk in ("9 " * 50_000, "-" * 100_000, "at least " * 11_000, "1,000" * 20_000, "a-" * 60, "1 " * 60):
        with pytest.raises(BadInput):
            parse_figure(junk)
    assert time.thread_time() - begun < 0.5
    assert len("a-" * 60) == LONGEST


def test_no_number_word_means_two_things() -> None:
    for language, words in numerals.NUMBER_WORDS.items():
        for word, number in words.items():
            assert numerals.ALL_WORDS[word] == number, (language, word)
            assert word not in numerals.SCALES
            assert word not in numerals.PLURAL_SCALES
    assert numerals.ALL_WORDS.keys().isdisjoint(numerals.JOINERS)


@pytest.mark.parametrize(("words", "number"), sorted(numerals.ALL_WORDS.items()))
def test_every_number_word_is_read(words: str, number: int) -> None:
    assert parse_figure(words).value == number


@pytest.mark.parametrize("phrase", sorted(" ".join(p) for p in numerals.QUALIFIERS))
def test_every_qualifier_is_read(phrase: str) -> None:
    kind = numerals.QUALIFIERS[tuple(phrase.split())]
    text = f"{phrase} 16-20" if kind == "between" else f"{phrase} 16"
    assert parse_figure(text).qualifier == kind.replace("nearly", "about")


def test_descriptions_say_what_was_understood() -> None:
    told = {text: describe(parse_figure(text)) for text in ("16+", "up to 85", "6", "16–20", "nearly 20", "~20")}
    assert list(told.values()) == [
        "16 or more",
        "at most 85",
        "exactly 6",
        "16 to 20",
        "near 20, not above 20",
        "near 20, no bounds",
    ]
    assert describe(Figure(0, 20, "between", None, "0–20")) == "0 to 20"
