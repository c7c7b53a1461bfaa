"""How fast a long job goes and how long it will still take, in words for both faces."""

from __future__ import annotations

from factdesk.desk.steps import Step


class Speed:
    """Hears steps with the moment of each (seconds of any clock that only goes forward)."""

    def __init__(self) -> None:
        self._began: float | None = None
        self._stage_began = 0.0
        self._now = 0.0
        self.step: Step | None = None

    def heard(self, step: Step, now: float) -> None:
        """Takes the next step."""
        if self._began is None:
            self._began = self._stage_began = now
        if self.step is None or step.stage != self.step.stage:
            self._stage_began = now
        self.step, self._now = step, now

    def rate(self) -> float:
        """Rows a second so far; 0 before there is one."""
        spent = self._now - (self._began or 0.0)
        return self.step.rows / spent if self.step and self._began is not None and spent > 0 else 0.0

    def left(self) -> float | None:
        """Seconds that the stage will still take; None where that cannot be told."""
        step, spent = self.step, self._now - self._stage_began
        if step is None or step.total <= 100 or not step.done or not step.total or spent < 1:
            return None
        return spent * (step.total - step.done) / step.done

    def told(self) -> str:
        """One line: `rows 45 %, 12,345 rows, 5,400 a second, 2 min left`."""
        if self.step is None:
            return ""
        step, parts = self.step, [self.step.stage]
        if step.stage == "rows":
            parts[0] += f" {step.done * 100 // step.total} %" if step.total else ""
            parts.append(f"{step.rows:,} rows")
            if rate := self.rate():
                parts.append(f"{rate:,.0f} a second")
        elif step.total > 100:
            parts[0] += f" {step.done * 100 // step.total} %, {step.done:,} of {step.total:,}"
        elif step.total:
            parts[0] += f" (step {step.done + 1} of {step.total})"
        left = self.left()
        if left is not None:
            parts.append(f"{in_words(left)} left")
        return ", ".join(parts)


def in_words(seconds: float) -> str:
    """`40 s`, `3 min`, `1 h 20 min`."""
    if seconds < 60:
        return f"{max(int(seconds), 1)} s"
    minutes = int(seconds + 30) // 60
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
