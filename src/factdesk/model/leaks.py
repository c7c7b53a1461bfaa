"""Finds texts that must not leave in texts that do: word by word, whatever the case, accents or spacing.

What identifies a withheld record (a name, title, address, note, code, file name) is a leak wherever it stands.
What a withheld source said is one only in the desk's own words: elsewhere, somebody else said the same in public.
Parts of withheld names, and names that a record had earlier, are cautions: they may be a leak or ordinary words,
and only a person can tell. Nothing is handed over before a person read the places where they stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

SHORTEST: Final = 4
"""Characters of a title, address or note that is looked for; shorter ones identify nothing."""

SHORT_NAME: Final = 2
"""Characters of a name that is looked for. Below `SHORTEST` only as it is written: `Li`, not `li`."""

LONG_SAYING: Final = 16
"""Characters of a quote, statement or reason that is looked for; shorter ones are said by anybody."""

OWN_WORDS: Final = frozenset(
    [("incidents", "title"), ("incidents", "summary"), ("sources", "withdrawn"), ("citations", "locator"),
     ("reviews", "reason")]
)  # fmt: skip
"""Where the desk writes in its own words, by table and column of the reviewed file."""

PROSE: Final = OWN_WORDS | {
    ("incidents", "place"),
    ("speakers", "role"),
    ("speakers", "organisation"),
    ("sources", "title"),
    ("claims", "counted"),
    ("claims", "measure"),
    ("claims", "scope"),
    ("claims", "statement"),
}
"""Where the desk chose the words: there a part of a withheld name is a caution. Elsewhere a source speaks."""

_STEM: Final = 5
"""A last word of at least so many characters is also found with an ending: `Petrenko's`, `Петренком`."""

# Scripts that put no space between words: each character counts as a word, so that a name is found inside a line.
_UNSPACED: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_NAME: Final = re.compile(r"[^\W\d_]+")
_ENDINGS: Final = "aoyiаяоїійьы"
"""Last letters of a surname that give way to others when it is inflected: `Zvirova`, `Zvirovoi`."""

_ORDINARY: Final = frozenset(
    ("anonymous", "call", "conversation", "doctor", "interview", "local", "meeting", "nurse", "officer", "official",
     "phone", "police", "recording", "resident", "soldier", "source", "speaker", "statement", "survivor", "talk",
     "telephone", "victim", "video", "voice", "witness")
)  # fmt: skip
"""Words that stand in names and titles beside the name itself, and identify nobody."""

_WORD: Final = re.compile(f"[{_UNSPACED}]|[^\\W_{_UNSPACED}]+")
_UNSPACED_CHAR: Final = re.compile(f"[{_UNSPACED}]")


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that stays behind: what it is (`field` of the `kind` called `ref`), and how it is judged.

    `rule` is `name`, `code` or `text` for what identifies, `saying` for what was said, `part` for a part of a
    name, `small` for one written in small letters, and `former` for a name or title that the record had earlier:
    the last three are cautions.
    """

    text: str
    rule: str
    kind: str
    ref: str
    field: str

    @property
    def caution(self) -> bool:
        """Whether only a person can tell if it is a leak."""
        return self.rule in ("part", "small", "former")


@dataclass(frozen=True, slots=True)
class Leak:
    """A secret found where it should not be: `place` names the record, `field` the field to mend."""

    secret: Secret
    place: str
    field: str

    def __str__(self) -> str:
        article = "a" if self.secret.caution else "the"
        named = f"{article} {self.secret.field} of {self.secret.kind} {self.secret.ref}"
        return f"{named} stands in {f'the {self.field} of ' if self.field else ''}{self.place}"

    @property
    def mend(self) -> str:
        """What to do about it. The reason of a past review never leaves, so that a new verdict replaces it."""
        if self.field in ("reason", "warnings", "reviewer"):
            return "undo the review, or judge the claim again with another reason"
        return f"edit the {self.field}" if self.field else "look at the desk with: factdesk check"


class _Folding(dict[int, str | None]):
    """Drops accents and invisible characters, keeps the rest; fills itself as characters come by."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        self[code] = kept = None if unicodedata.category(char) in ("Mn", "Me", "Cf") else char
        return kept


_FOLDING: Final = _Folding()


def words(text: str) -> list[str]:
    """The words of a text in lower case, without accents, marks and invisible characters."""
    if text.isascii():
        return _WORD.findall(text.lower())
    return _WORD.findall(unicodedata.normalize("NFKD", text).translate(_FOLDING).casefold())


def name_parts(name: str) -> list[str]:
    """The words of a name that point to one person or place, each of at least `SHORTEST` letters.

    Of a name with capitals only the capitalised words count: `Resident of Avelmor` gives `Avelmor`.
    """
    found = _NAME.findall(name)
    capitals = any(map(_capital, found))
    return [word for word in found if len(word) >= SHORTEST and word.casefold() not in _ORDINARY
            and not (capitals and word[0].islower())]  # fmt: skip


def in_small_letters(secrets: Iterable[Secret]) -> Iterator[Secret]:
    """The parts of names once more, as they may be typed in haste: `zvirova`. Many of them are ordinary words."""
    for secret in secrets:
        if secret.rule == "part" and _capital(secret.text):
            yield replace(secret, rule="small", field=f"{secret.field}, in small letters,")


def reads_like_a_name(title: str) -> bool:
    """Whether a title is two or three words with capitals and nothing else, as `Oksana Zvirova` is."""
    said = title.split()
    return 2 <= len(said) <= 3 and all(_capital(word) and not any(map(str.isdigit, word)) for word in said)


class Finder:
    """Looks for many secrets in many texts, each text once: the time depends on the texts, not on the secrets."""

    def __init__(self, secrets: Iterable[Secret]) -> None:
        self._whole: defaultdict[str, list[_Sought]] = defaultdict(list)
        self._stems: defaultdict[str, list[_Sought]] = defaultdict(list)
        self._met: set[str] = set()
        self._hot: dict[str, list[_Sought]] = {}
        self._said: dict[str, Sequence[Secret]] = {}
        sought = [(said, secret) for secret in secrets if _long_enough(secret, said := words(secret.text))]
        often = Counter(word for said, _ in sought for word in said)
        for said, secret in sought:
            self._learn(said, secret, often)

    def find(self, text: str) -> Sequence[Secret]:
        """The secrets that stand in the text. Short texts are often said again: what was found in them is kept."""
        if len(text) > SAID_AGAIN:
            return self._find(text)
        known = self._said.get(text)
        if known is None:
            if len(self._said) >= MOST_SAID:
                self._said.clear()
            known = self._said[text] = self._find(text)
        return known

    def known(self, word: str) -> bool:
        """Whether a word, as `words` gives it, may belong to a secret."""
        return word in self._whole or word[:_STEM] in self._stems

    def touched(self, said: Iterable[str]) -> bool:
        """Whether any of these words may."""
        return any(map(self.known, set(said)))

    def _find(self, text: str) -> Sequence[Secret]:
        said = words(text)
        if not said:
            return ()
        here = set(said)
        new = here - self._met
        if new:
            self._meet(new)
        hot = here & self._hot.keys()
        if not hot:
            return ()
        line = f" {' '.join(said)} "
        found = {id(s): s for word in hot for phrase, s in self._hot[word] if phrase in line and _exact(s, text)}
        return list(found.values())

    def _learn(self, said: list[str], secret: Secret, often: Counter[str]) -> None:
        last = said[-1]
        if secret.rule in ("part", "small"):
            said = [*said[:-1], last := _stem(last)]
        inflected = secret.rule != "code" and len(last) >= _STEM and last.isalpha()
        phrase = f" {' '.join(said)}" + ("" if inflected else " ")
        # Found by the rarest of its words that must stand whole; a single word with endings by its first letters.
        anchor = min(said[:-1] if inflected else said, key=lambda word: (often[word], -len(word)), default=None)
        if anchor is not None:
            self._whole[anchor].append((phrase, secret))
        else:
            self._stems[last[:_STEM]].append((phrase, secret))

    def _meet(self, new: set[str]) -> None:
        self._met |= new
        for word in new:
            behind = [*self._whole.get(word, ()), *self._stems.get(word[:_STEM], ())]
            if behind:
                self._hot[word] = behind


SAID_AGAIN: Final = 200
"""Characters of a text whose findings are kept."""
MOST_SAID: Final = 50_000
"""Texts whose findings are kept: some megabytes."""

_Sought = tuple[str, Secret]
"""The words of a secret between blanks, and the secret."""


def _long_enough(secret: Secret, said: list[str]) -> bool:
    length = len(secret.text.strip())
    if not said:
        return False
    if secret.rule == "name":
        return length >= SHORT_NAME
    if secret.rule == "code":
        # a code of letters or digits alone is a word or a number like any other
        return any(map(str.isdigit, secret.text)) and any(map(str.isalpha, secret.text))
    if secret.rule == "saying":
        return length >= LONG_SAYING
    return length >= SHORTEST or _unspaced(secret.text)


def _exact(secret: Secret, text: str) -> bool:
    """Whether a code, a very short name or a part of a name stands there as it is written, and not only alike."""
    wanted = secret.text.strip()
    if secret.rule in ("part", "small"):
        return _as_name(wanted, text) == (secret.rule == "part")
    if secret.rule != "code" and not (secret.rule == "name" and len(wanted) < SHORTEST):
        return True
    if _unspaced(wanted):
        return wanted in text
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", text) is not None


def _as_name(part: str, text: str) -> bool:
    """Whether a part of a name stands in the text as a name does: with a capital, or behind an initial (`o. zvirova`).

    A part that has no capital itself, as in scripts that know none, is found however it is written.
    """
    known, said = _plain(part), _plain(text)
    stem = known[: len(_stem(known))]
    ending = r"\w*" if len(stem) >= _STEM else r"(?!\w)"
    for found in re.finditer(rf"(?<!\w){re.escape(stem)}{ending}", said, re.IGNORECASE):
        before = said[: found.start()].rstrip()
        if not _capital(known) or not found[0][0].islower() or re.search(r"\b[^\W\d_]\.\Z", before):
            return True
    return False


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text).translate(_FOLDING)


def _capital(word: str) -> bool:
    return word[:1].isupper() or word[:1].istitle()


def _stem(word: str) -> str:
    """The word without a last letter that gives way when the word is inflected, where enough is left of it."""
    return word[:-1] if len(word) > _STEM and word[-1].casefold() in _ENDINGS else word


def _unspaced(text: str) -> bool:
    return _UNSPACED_CHAR.search(text) is not None
