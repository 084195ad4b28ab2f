"""What a run says and remembers: its report, and lasting conditions told once a day. `to_tell` is pure."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pipeline.commands.call import Call
from pipeline.errors import ExitCode, Problem
from pipeline.model.record import Condition
from pipeline.output_folder import OutputFolder
from pipeline.report import RunReport, problem_as_json, problem_as_text, report_as_text

_TELL_AGAIN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Telling:
    """Which problems to say now, which condition keys to note as told, and which have ended."""

    problems: tuple[Problem, ...]
    told: tuple[str, ...]
    ended: tuple[str, ...]


def to_tell(problems: Iterable[Problem], conditions: Iterable[Condition], now: datetime) -> Telling:
    """Decide what to say: a lasting condition when it begins, once a day, and when it ends; the rest at once."""
    problems = tuple(problems)
    known = {condition.key: condition for condition in conditions}
    keys = {condition_of(problem) for problem in problems if _lasts(problem)}
    due = {key for key in keys if key not in known or now - known[key].last_told >= _TELL_AGAIN}
    said = tuple(problem for problem in problems if not _lasts(problem) or condition_of(problem) in due)
    return Telling(said, tuple(sorted(due)), tuple(sorted(known.keys() - keys)))


def condition_of(problem: Problem) -> str:
    """Return the words a lasting condition is remembered by: another fault of the same source is another one."""
    return f"{problem.where}: {problem.message}" if problem.where else problem.message


def _lasts(problem: Problem) -> bool:
    """Tell whether a problem is a condition that goes on until somebody ends it; a remark is none."""
    return bool(problem.key) and problem.exit_code is not ExitCode.DONE


def tell_problems(call: Call, problems: Iterable[Problem]) -> None:
    """Write problems to stderr; remarks that need nobody are said only to those who listen."""
    for problem in problems:
        if problem.exit_code is ExitCode.DONE and not call.talkative:
            continue
        if call.json:
            print(json.dumps(problem_as_json(problem), ensure_ascii=False), file=call.surroundings.err)
        else:
            print(problem_as_text(problem), file=call.surroundings.err)


def tell_ended(call: Call, ended: Iterable[str]) -> None:
    """Say that lasting conditions are over."""
    for key in ended:
        line = json.dumps({"ended": key}) if call.json else f"This is over: {key}"
        print(line, file=call.surroundings.err)


def tell_report(call: Call, report: RunReport, output: OutputFolder, last_question: str) -> None:
    """Say what a run did: nothing off a terminal when all is well."""
    if call.json:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=1), file=call.surroundings.out)
    elif call.talkative and (report.changed or report.dry_run or report.problems):
        text = report_as_text(report, str(output.documents))
        if text or not report.problems:
            print(text or "Nothing new.", file=call.surroundings.out)
    elif call.talkative:
        print(_nothing_new(output, last_question), file=call.surroundings.out)


def _nothing_new(output: OutputFolder, last_question: str) -> str:
    last = output.last_look()
    looked = f"; last look {datetime.fromtimestamp(last, UTC):%d %b %Y %H:%M} UTC" if last else ""
    return f"Nothing new. {last_question}{looked}."
