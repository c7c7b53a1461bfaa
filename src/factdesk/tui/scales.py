"""Scales on which figures are drawn: from 0 or close to the figures, evenly or by logarithm, with round ticks."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

LOG_FROM: Final = 100
"""So many times the smallest number the largest is when a scale becomes logarithmic: the small one would not show."""
CLOSE: Final = 0.7
"""From which part of the largest number on all numbers count as lying close together: the scale leaves 0 out then."""
PARTS: Final = 5
"""Into about so many steps a scale is divided."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From `start` to `stop`, whole numbers with `start` below `stop`, in steps of `step`; without one by logarithm."""

    start: int
    stop: int
    step: int = 0

    @property
    def log(self) -> bool:
        """Whether each further cell stands for a factor and not for a number."""
        return not self.step

    def place(self, number: int) -> float:
        """Where a number lies, 0 at the start and 1 at the end; what is beyond the scale lies at its end."""
        number = min(max(number, self.start), self.stop)
        if not self.log:
            return (number - self.start) / (self.stop - self.start)
        low, high = math.log1p(self.start), math.log1p(self.stop)
        return (math.log1p(number) - low) / (high - low)

    @property
    def ticks(self) -> tuple[int, ...]:
        """Round numbers on the scale, both ends of an even one among them."""
        if not self.log:
            return tuple(range(self.start, self.stop + 1, self.step))
        powers = [10**power for power in range(len(str(self.stop)))]
        return (*((0,) if self.start == 0 else ()), *(one for one in powers if self.start <= one <= self.stop))


def scale(numbers: Iterable[int | None]) -> Scale:
    """The scale on which all these bounds can be shown; None is an open end and 0 the bound of a mere ceiling."""
    known = [number for number in numbers if number is not None]
    above = [number for number in known if number > 0]
    if not above:
        return Scale(0, 1, 1)
    least, most = min(above), max(above)
    if most >= LOG_FROM * least:
        start = 0 if 0 in known else 10 ** (len(str(least)) - 1)
        return Scale(0 if start == 1 else start, _round_up(most))
    if 0 in known or least < CLOSE * most or most - least < 1 or most < PARTS:
        step = _step(most)
        return Scale(0, _above(most, step), step)
    step = _step(max(most - least, PARTS - 1))
    return Scale((least - 1) // step * step, _above(most, step), step)


def _above(most: int, step: int) -> int:
    """The first step beyond the largest number, so that an open end has room to be drawn."""
    return (most // step + 1) * step


def _step(span: int) -> int:
    """A round step (1, 2 or 5 times a power of ten) that divides the span into about `PARTS`."""
    power: int = 10 ** max(0, len(str(max(span // PARTS, 1))) - 1)
    return next(power * times for times in (1, 2, 5, 10) if power * times * PARTS >= span)


def _round_up(number: int) -> int:
    """The next round number above."""
    power: int = 10 ** (len(str(number)) - 1)
    return next(power * times for times in (2, 5, 10, 20) if power * times > number)
