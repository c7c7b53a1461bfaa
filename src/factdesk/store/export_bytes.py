"""Searches the bytes of a file for many texts at once: the time depends on the file, not on how many they are.

The file is compared in windows of eight bytes, as whole numbers and by sets, which Python does in C. A text of 15
bytes or more covers one window that lies on a multiple of eight, so for it every eighth window is enough.
"""

from __future__ import annotations

import mmap
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

WINDOW: Final = 8
"""Bytes of a window. Shorter texts are not searched for: they stand in any file by chance."""

CHUNK: Final = 256 * 1024
"""Bytes of the file that are looked at together."""

REACH: Final = 128
"""How far into a text its windows are taken; chunks overlap by so much, lest a text falls between two."""

FEW: Final = 4
"""Texts that are found faster one after the other than by a pass over every window at one place of eight."""

_BATCH: Final = 10_000
"""Texts of one pass through the file, so that memory stays small however many there are."""

_SPREAD: Final = 5
"""Windows of a text that must all be in a chunk before the text itself is looked for in it."""


def present(path: Path, texts: Iterable[bytes]) -> Iterator[bytes]:
    """Those of the texts that stand anywhere in the file."""
    waiting = (text for text in texts if len(text) >= WINDOW)
    with open(path, "rb") as file:
        if not os.fstat(file.fileno()).st_size:
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as pages:
            while batch := list(islice(waiting, _BATCH)):
                for step, group in _groups(batch).items():
                    if len(group) <= FEW * (WINDOW // step):
                        yield from (text for text in group if pages.find(text) >= 0)
                    else:
                        yield from _search(pages, step, group)


def _groups(texts: list[bytes]) -> dict[int, list[bytes]]:
    """The texts by the step at which they are searched for. Where many are short and need every
    window, the longer ones are looked for along with them, in one pass."""
    by_step: defaultdict[int, list[bytes]] = defaultdict(list)
    for text in texts:
        by_step[_step(len(text))].append(text)
    return {1: texts} if len(by_step[1]) > FEW * WINDOW else by_step


def _search(pages: mmap.mmap, step: int, texts: list[bytes]) -> set[bytes]:
    """Those of the texts that stand in the file; each must be long enough for the step."""
    ways = [(text, way) for text in texts for way in _ways(text, step)]
    often = Counter(window for _, way in ways for window in way)
    wanted = frozenset(often)
    behind: defaultdict[int, list[tuple[bytes, list[int]]]] = defaultdict(list)
    for text, way in ways:
        behind[min(way, key=often.__getitem__)].append((text, way))  # its rarest window: few texts share it
    found: set[bytes] = set()
    for start in range(0, len(pages), CHUNK):
        here = _windows(pages, start, min(start + CHUNK + REACH, len(pages)), step, wanted)
        for window in here & behind.keys():
            for text, way in behind[window]:
                near = text not in found and here.issuperset(way)
                if near and pages.find(text, start, start + CHUNK + REACH + len(text)) >= 0:
                    found.add(text)
    return found


def _step(length: int) -> int:
    """How far windows may lie apart so that a text of this length cannot slip between them: 1, 2, 4 or 8."""
    return next(step for step in (8, 4, 2, 1) if length >= WINDOW + step - 1)


def _ways(text: bytes, step: int) -> Iterator[list[int]]:
    """For each place that the text can have between two multiples of `step`: windows that it then covers."""
    for at in range(step):
        starts = range(at, min(len(text), REACH) - WINDOW + 1, WINDOW)
        chosen = starts[:: max(1, -(-len(starts) // _SPREAD))]
        yield [int.from_bytes(text[start : start + WINDOW], sys.byteorder) for start in chosen]


def _windows(pages: mmap.mmap, start: int, end: int, step: int, wanted: frozenset[int]) -> set[int]:
    """The wanted windows that lie on multiples of `step` in a stretch of the file."""
    found: set[int] = set()
    with memoryview(pages) as whole:
        for shift in range(0, WINDOW, step):
            first = start + shift
            last = first + (end - first) // WINDOW * WINDOW
            if last > first:
                with whole[first:last] as part, part.cast("Q") as numbers:
                    found.update(wanted.intersection(numbers))
    return found
