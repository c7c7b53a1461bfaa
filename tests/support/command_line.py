"""What a command line left behind, and the streams that it is run with."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Result:
    """What a command line left behind."""

    code: int
    raw: bytes
    err: str

    @property
    def out(self) -> str:
        return self.raw.decode("utf-8")

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    def json(self) -> Any:
        return json.loads(self.raw)

    def ok(self) -> Result:
        assert self.code == 0, self.err
        return self


class Stream(io.TextIOWrapper):
    """A text stream over bytes in memory, with or without a terminal behind it."""

    tty = False

    def isatty(self) -> bool:
        return self.tty


Cli = Callable[..., Result]
