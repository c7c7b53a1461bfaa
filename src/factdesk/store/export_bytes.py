"""Searches the bytes of a file for many texts at once: the time depends on the file, not on how many they are.

The file is compared in windows of eight bytes, as whole numbers and by sets, which Python does in C. A text of 15
bytes or more covers one window that lies on a multiple of eight wherever it stands. Shorter ones are looked for with
one expression.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

SHORTEST: Final = 8
"""Bytes of a text that is searched for. Shorter ones stand in any file by chance."""

WINDOW: Final = 8
"""Bytes of a window."""

ANYWHERE: Final = 2 * WINDOW - 1
"""Bytes of a text that covers a whole window on a multiple of eight, wherever it stands."""

CHUNK: Final = 256 * 1024
"""Bytes of the file that are looked at together."""

REACH: Final = 128
"""How far into a text its windows are taken."""

_BATCH: Final = 10_000
"""Texts of one pass through the file, so that memory stays small however many there are."""

_SPREAD: Final = 5
"""Windows of a text that must all be in a piece before the text itself is looked for in it."""


def present(path: Path, texts: Iterable[bytes], beat: Callable[[], None] = lambda: None) -> Iterator[bytes]:
    """Those of the texts that stand anywhere in the file."""
    waiting = (text for text in texts if len(text) >= SHORTEST)
    while batch := list(islice(waiting, _BATCH)):
        seekers: list[_Long | _Short] = (
            [_Long(long)] if (long := [text for text in batch if len(text) >= ANYWHERE]) else []
        )
        seekers += [_Short(short)] if (short := [text for text in batch if len(text) < ANYWHERE]) else []
        longest = max(map(len, batch))
        for piece in _pieces(path, longest):
            beat()
            for seeker in seekers:
                yield from seeker.new(piece)


def _pieces(path: Path, longest: int) -> Iterator[bytes]:
    """The file in pieces that begin on multiples of eight, and overlap so that no text falls between two."""
    overlap = -(-longest // WINDOW) * WINDOW
    with open(path, "rb") as file:
        before = b""
        while data := file.read(max(CHUNK, overlap)):
            yield before + data
            before = (before + data)[-overlap:] if len(before + data) >= overlap else before + data


class _Short:
    """Short texts, by one expression that shares their beginnings."""

    def __init__(self, texts: list[bytes]) -> None:
        self._left = set(texts)
        self._expression = _shared(self._left)

    def new(self, piece: bytes) -> list[bytes]:
        """Those that stand in the piece and in none before it."""
        found: list[bytes] = []
        at = 0
        while self._left and (here := self._expression.search(piece, at)):
            begun = [text for text in self._left if piece.startswith(text, here.start())]
            self._left.difference_update(begun)
            found += begun
            if self._left:
                self._expression = _shared(self._left)
            at = here.start()
        return found


class _Long:
    """Texts that cover a window on a multiple of eight wherever they lie; where all are longer still, of sixteen."""

    def __init__(self, texts: list[bytes]) -> None:
        self._left = set(texts)
        self._step = 2 if min(map(len, texts)) >= ANYWHERE + WINDOW else 1
        ways = [(text, way) for text in texts for way in _ways(text, self._step * WINDOW)]
        often = Counter(window for _, way in ways for window in way)
        self._wanted = frozenset(often)
        self._behind: defaultdict[int, list[tuple[bytes, list[int]]]] = defaultdict(list)
        for text, way in ways:
            self._behind[min(way, key=often.__getitem__)].append((text, way))  # its rarest window: few texts share it

    def new(self, piece: bytes) -> list[bytes]:
        """Those that stand in the piece and in none before it."""
        found: list[bytes] = []
        with memoryview(piece) as whole, whole[: len(piece) // WINDOW * WINDOW].cast("Q") as numbers:
            here = self._wanted.intersection(numbers[:: self._step])
        for window in here & self._behind.keys():
            for text, way in self._behind[window]:
                if text in self._left and here.issuperset(way) and text in piece:
                    self._left.discard(text)
                    found.append(text)
        return found


def _shared(texts: Iterable[bytes]) -> re.Pattern[bytes]:
    """An expression that finds the first place where any of the texts begins; a text ends where another goes on."""
    tree: dict[int, Any] = {}
    for text in texts:
        at = tree
        for byte in text:
            at = at.setdefault(byte, {})
        at[_END] = {}
    return re.compile(_branch(tree), re.DOTALL)


def _branch(tree: dict[int, Any]) -> bytes:
    """A branch of the tree; what begins with a text that ends here needs not be told apart."""
    if _END in tree:
        return b""
    ways = [re.escape(bytes((byte,))) + _branch(below) for byte, below in tree.items()]
    return ways[0] if len(ways) == 1 else b"(?:" + b"|".join(ways) + b")"


_END: Final = -1


def _ways(text: bytes, step: int) -> Iterator[list[int]]:
    """For each place that the text can have between two multiples of `step`: windows that it then covers."""
    for at in range(step):
        starts = range(at, min(len(text), REACH) - WINDOW + 1, step)
        chosen = starts[:: max(1, -(-len(starts) // _SPREAD))]
        yield [int.from_bytes(text[start : start + WINDOW], sys.byteorder) for start in chosen]
