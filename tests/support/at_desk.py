"""What an editor does at the full screen, in her words: the only place where terminal tests know its keys and texts."""

from __future__ import annotations

import re

from support.pty_app import PATIENCE, Terminal

VERDICTS = {"c": "Confirm", "d": "Dispute", "x": "Deny", "o": "Re-open"}
RECORDED = {"c": "confirm", "d": "dispute", "x": "deny", "o": "re-open"}


def wait_up(term: Terminal, timeout: float = PATIENCE) -> Terminal:
    """Waits for the full screen."""
    term.wait_for(r"\ball +All inc|This desk is empty", timeout)
    term.wait_gone("opening …", timeout)
    return term


def to_all_claims(term: Terminal) -> Terminal:
    """Into the list of every claim, the cursor on its first."""
    term.press("1", "home", "enter", "home")
    term.wait_for(lambda: "Confirm" in term.line(-1))  # the keys of a claim: the list has the focus
    return term


def claim_under_cursor(term: Terminal) -> str:
    """The code of the claim that has the cursor's bar."""
    found = re.search(r"▌.{0,8}?(?:open|CONF|DISP|DENY) +(\S+)", term.text())
    assert found, f"no claim has the cursor{term.report()}"
    return found[1]


def judge(term: Terminal, key: str, reason: str) -> str:
    """Opens the strip with `key`, types the reason, records, waits until it is acknowledged; the claim's code."""
    code = ask(term, key)
    term.type(reason).press("enter")
    wait_recorded(term, key, code)
    return code


def ask(term: Terminal, key: str) -> str:
    """Opens the strip; the code of the claim that it asks about."""
    term.press(key)
    return str(term.wait_for(rf"{VERDICTS[key]} (\S+):")[1])


def wait_recorded(term: Terminal, key: str, code: str, timeout: float = PATIENCE) -> None:
    """Waits for the acknowledgement of one verdict, and until the strip has gone."""
    told, strip = rf"recorded: {RECORDED[key]} {re.escape(code)} ", rf"{VERDICTS[key]} {re.escape(code)}:"
    term.wait_for(lambda: re.search(told, term.text()) and not re.search(strip, term.text()), timeout)


def quit_from_anywhere(term: Terminal) -> int:
    """ctrl+q; the exit code."""
    term.press("ctrl+q")
    return term.wait_exit()
