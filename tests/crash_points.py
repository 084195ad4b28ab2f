"""The fault harness: work is run in forked children that die, or whose disk fails, at one counted point after another.

An operation is a file opened for writing, renamed, linked, removed, truncated, made or stamped; a folder made; an
SQL statement begun. Python's audit events tell of the first, SQLite's trace of the last. What a
write call does half-way is tried by a bound on the size of files, which the kernel holds against SQLite as well.

`work` is a function without arguments that does everything anew: it opens what it needs, for a fork shares it.
"""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import sys
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass

Work = Callable[[], object]

KILLED = 137
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_EVENTS = frozenset({
    "os.chmod",
    "os.link",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.symlink",
    "os.truncate",
    "os.utime",
})  # fmt: skip


@dataclass
class _Watch:
    """What the hook does in this program: nothing, until a child sets `at_operation`."""

    seen: int = 0
    at_operation: Callable[[int], None] | None = None
    installed: bool = False


_WATCH = _Watch()


def count_operations(work: Work) -> int:
    """Return how many operations the work makes; there are as many points to die at."""
    reader, writer = os.pipe()

    def told() -> None:
        work()
        os.write(writer, str(_WATCH.seen).encode())

    code = _forked(told, lambda number: None)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        answer = pipe.read()
    assert code == 0, "the work fails even when nobody disturbs it"
    return int(answer)


def run_killed_at(number: int, work: Work) -> int:
    """Run the work in a program that is killed just before its operation of this number (from 1).

    Returns:
        KILLED, or 0 if the work had ended before, or 1 if it raised.
    """

    def die(seen: int) -> None:
        if seen == number:
            os._exit(KILLED)

    return _forked(work, die)


def run_failing_at(number: int, error: int, work: Work) -> str:
    """Run the work in a program whose operation of this number fails with this errno.

    A statement of SQL is interrupted instead, which SQLite reports as an error of its own.

    Returns:
        the name of the class that the work raised, "" if it raised nothing.
    """
    return _name_of_failure(work, lambda seen: _fail(error) if seen == number else None)


def run_disturbed_at(number: int, disturb: Work, work: Work) -> str:
    """Run the work, and just before its operation of this number somebody else does `disturb`.

    Returns:
        the name of the class that the work raised, "" if it raised nothing.
    """

    def disturbed(seen: int) -> None:
        if seen == number:
            _WATCH.at_operation = None  # what the other one does is not counted
            disturb()

    return _name_of_failure(work, disturbed)


def run_killed_at_size(size: int, work: Work) -> int:
    """Run the work in a program that the kernel kills when it writes a file beyond this size, in the midst of it."""

    def bounded() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
        work()

    return _forked(bounded, None)


def run_full_at_size(size: int, work: Work) -> str:
    """Run the work on a disk that takes no file beyond this size; return the name of what it raised, or ""."""

    def bounded() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
        work()

    return _name_of_failure(bounded, None)


def _name_of_failure(work: Work, at_operation: Callable[[int], None] | None) -> str:
    reader, writer = os.pipe()

    def told() -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001 - whatever it is, its name is the result
            os.write(writer, type(error).__name__.encode())

    code = _forked(told, at_operation)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        name = pipe.read().decode()
    assert code == 0, "the work was killed where it should only fail"
    return name


def _forked(work: Work, at_operation: Callable[[int], None] | None) -> int:
    """Run the work in a child that never comes back into the tests; return its exit code."""
    if not _WATCH.installed:  # a hook stays for good, so there is one for all
        sys.addaudithook(_hear)
        _WATCH.installed = True
    sys.stdout.flush()
    sys.stderr.flush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads of the test runner; the child uses none
        child = os.fork()
    if child == 0:
        os._exit(_lived(work, at_operation))
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return KILLED if code < 0 else code


def _lived(work: Work, at_operation: Callable[[int], None] | None) -> int:
    _WATCH.seen = 0
    _WATCH.at_operation = at_operation
    try:
        work()
    except BaseException:  # noqa: BLE001 - this is the end of the child
        traceback.print_exc()
        return 1
    return 0


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if _WATCH.at_operation is None:
        return
    if event == "sqlite3.connect/handle":
        _listen_soon_to(arguments[0])
    elif event in _EVENTS or (event == "open" and _is_writing(arguments)):
        _count()


def _is_writing(arguments: tuple[object, ...]) -> bool:
    path, _, flags = arguments
    is_open_already = isinstance(path, int)
    return not is_open_already and isinstance(flags, int) and bool(flags & _WRITING)


def _listen_soon_to(connection: object) -> None:
    """Listen as soon as the program goes on: at its audit event a connection is not ready to be asked anything."""
    assert isinstance(connection, sqlite3.Connection)
    before = sys.getprofile()

    def go_on(_frame: object, _event: str, _argument: object) -> None:
        sys.setprofile(before)
        _listen_to(connection)

    sys.setprofile(go_on)


def _listen_to(connection: sqlite3.Connection) -> None:
    """Count the statements of a connection. An error cannot be raised from a trace, so the statement is interrupted."""

    def begun(_: str) -> None:
        try:
            _count()
        except OSError:
            connection.set_progress_handler(interrupt, 1)

    def interrupt() -> int:
        connection.set_progress_handler(None, 1)
        return 1

    connection.set_trace_callback(begun)


def _count() -> None:
    _WATCH.seen += 1
    if _WATCH.at_operation is not None:
        _WATCH.at_operation(_WATCH.seen)


def _fail(error: int) -> None:
    raise OSError(error, os.strerror(error))
