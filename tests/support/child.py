"""A process on a pseudo-terminal of its own: start, read with time stamps, write, resize, kill, reap."""

from __future__ import annotations

import collections
import contextlib
import errno
import fcntl
import os
import select
import signal
import struct
import termios
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from support.nursery import Nursery

NOW = time.perf_counter


def spawn(argv: Sequence[str], tty: str, env: Mapping[str, str]) -> int:
    """Starts a program on a terminal that is its own; its process id.

    A session leader that opens a terminal gets it as its own, so that it hears of resizes. posix_spawn returns
    after exec, so that a stamp can be taken; and unlike fork it is safe beside threads.
    """
    return os.posix_spawnp(
        argv[0],
        list(argv),
        dict(env),
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, tty, os.O_RDWR, 0),
            (os.POSIX_SPAWN_DUP2, 0, 1),
            (os.POSIX_SPAWN_DUP2, 0, 2),
        ],
        setsid=True,
        setsigdef=[signal.SIGPIPE, signal.SIGINT],
    )


class Child:
    """One process whose standard streams are a terminal of `size` (columns, rows).

    A thread does nothing but read, so the process never blocks on a full terminal; `chunks` holds
    (stamp in seconds, bytes), and `started` is the stamp of its exec.
    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        size: tuple[int, int],
        env: Mapping[str, str],
        cwd: Path | None = None,
        nursery: Nursery | None = None,
    ) -> None:
        if cwd is not None:
            argv = ["/bin/sh", "-c", 'cd "$1" && shift && exec "$@"', "sh", str(cwd), *argv]
        self._nursery = nursery
        self.fd, slave = os.openpty()
        os.set_blocking(self.fd, False)
        self.set_size(size)
        name = os.ttyname(slave)
        self.pid = nursery.start(argv, name, env) if nursery is not None else spawn(argv, name, env)
        self.started = NOW()
        os.close(slave)
        self.chunks: collections.deque[tuple[float, bytes]] = collections.deque()
        self.arrived = threading.Event()
        self.status: int | None = None
        self._reader = threading.Thread(target=self._read, name="pty-reader", daemon=True)
        self._reader.start()

    def _read(self) -> None:
        poll = select.poll()
        poll.register(self.fd, select.POLLIN)
        while True:
            poll.poll()
            try:
                data = os.read(self.fd, 65536)
            except BlockingIOError:
                continue
            except OSError as error:  # EIO: nobody holds the other end any more
                if error.errno not in (errno.EIO, errno.EBADF):
                    raise
                data = b""
            if not data:
                self.arrived.set()
                return
            self.chunks.append((NOW(), data))
            self.arrived.set()

    @property
    def reading(self) -> bool:
        """Whether the terminal is still open at the other end, or unread chunks remain."""
        return self._reader.is_alive() or bool(self.chunks)

    def write(self, data: bytes, timeout: float = 30.0) -> float:
        """Types `data`; returns the stamp before the first byte. Raises TimeoutError if nobody reads."""
        stamp, end = NOW(), NOW() + timeout
        while data:
            select.select([], [self.fd], [], 0.1)
            try:
                data = data[os.write(self.fd, data[:2048]) :]
            except BlockingIOError:
                if NOW() > end:
                    raise TimeoutError(f"the program did not read its keys for {timeout:g} s") from None
            except OSError as error:
                if error.errno != errno.EIO:
                    raise
                return stamp  # it has gone; whoever waits for its answer will see that
        return stamp

    def set_size(self, size: tuple[int, int]) -> None:
        """Tells the terminal that it is now `size` (columns, rows); the kernel tells the process."""
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def poll(self) -> int | None:
        """The exit status (negative: the signal) or None while it runs."""
        if self.status is None:
            if self._nursery is not None:
                self.status = self._nursery.poll(self.pid)
                return self.status
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status

    def wait(self, timeout: float) -> int | None:
        """Waits at most `timeout` seconds for the exit status."""
        end = NOW() + timeout
        while self.poll() is None and NOW() < end:
            time.sleep(0.002)
        return self.status

    def kill(self, sig: int = signal.SIGKILL) -> None:
        """Sends `sig` to the process and what it started in its own session."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, sig)

    def close(self) -> None:
        """Ends the process if it still runs, reaps it and gives the terminal back."""
        if self.poll() is None:
            self.kill()
            self.wait(5)
        self._reader.join(2)
        os.close(self.fd)
