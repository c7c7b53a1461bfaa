"""The search of a file's bytes finds what `in` finds, however many texts there are and wherever they lie."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from factdesk.store import export_bytes


@pytest.mark.parametrize("shortest", [8, 9, 12, 15, 30])
@pytest.mark.parametrize("number", [3, 20, 60, 400])
def test_it_finds_what_is_there_and_nothing_else(tmp_path: Path, shortest: int, number: int) -> None:
    chance = random.Random(number * 100 + shortest)
    data = chance.randbytes(export_bytes.CHUNK * 2 + 4321)
    lengths = [chance.choice((shortest, shortest + 1, 40, 300)) for _ in range(number)]
    starts = [chance.randrange(len(data) - 300) for _ in lengths]
    starts[0], starts[1] = export_bytes.CHUNK - 5, len(data) - lengths[1]
    there = {data[start : start + length] for start, length in zip(starts, lengths, strict=True)}
    absent = {text[:-1] + bytes([text[-1] ^ 1]) for text in there}
    path = tmp_path / "file"
    path.write_bytes(data)
    found = list(export_bytes.present(path, [*there, *absent]))
    assert set(found) == {text for text in there | absent if text in data}
    assert len(found) == len(set(found))
