"""The last hour of a call in one minute: 151 projects with three people each save fields, then all hand in at the end.

Everything goes over HTTP to the real server with two workers. Each person saves at moments of his own, mostly in his own
question, sometimes in that of another: then the server says 409, and the person keeps his own text, as the page lets him.
Waiting is counted from the moment at which somebody wanted to save, so a queue in the server counts too.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any

from django.conf import settings
from django.utils.crypto import get_random_string

from tandem.calls.models import Answer, AnswerVersion, Call, HandedIn, Submission
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tests.calls.call_factories import make_call, make_submission, make_submitter
from tests.factories import client_for
from tools.bench.keep_alive import Browser
from tools.bench.report import table
from tools.bench.twice import web_server

PROJECTS, PEOPLE, SECONDS, SAVES_EACH, LAST_SECONDS = 151, 3, 60, 12, 5
LENGTHS = {"title": 60, "summary": 600, "plan": 1500, "hoe": 200}
OWN_QUESTION = 0.95


@dataclass
class Log:
    """What was asked, answered and promised."""

    statuses: Counter[int] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    accepted: dict[tuple[str, str, int], str] = field(default_factory=dict)
    lost_races: int = 0
    handed_in: Counter[int] = field(default_factory=Counter)
    hand_in_waits: list[float] = field(default_factory=list)


@dataclass
class Editor:
    """Somebody who writes: what he last saw of each question."""

    project: str
    own: str
    browser: Browser
    random: Random
    seen: dict[str, int]

    async def write(self, began: float, log: Log) -> None:
        """Save at moments of his own, until the minute is over."""
        moments = sorted(self.random.uniform(0, SECONDS) for _ in range(SAVES_EACH))
        for moment in moments:
            await asyncio.sleep(max(0.0, began + moment - time.perf_counter()))
            await self._save(log)
            log.waits.append(time.perf_counter() - began - moment)

    async def _save(self, log: Log) -> None:
        question = self.own if self.random.random() < OWN_QUESTION else self.random.choice(sorted(LENGTHS))
        text = get_random_string(self.random.randrange(5, LENGTHS[question]))
        while True:
            version = self.seen[question]
            answer = await self.browser.post(
                f"/projecten/{self.project}/antwoord/{question}/",
                {f"v-{question}": text, f"version-{question}": version},
            )
            log.statuses[answer.status] += 1
            if answer.status == 200:
                self.seen[question] = answer.told["version"]
                log.accepted[self.project, question, answer.told["version"]] = text
            if answer.status != 409:
                return
            log.lost_races += 1
            self.seen[question] = answer.told["version"]


def report(home: Path) -> str:
    """Figures of the minute, and what the database holds afterwards."""
    call, people = _world()
    with web_server(home) as port:
        editors = [_editor(port, row, person, number) for number, (row, person) in enumerate(people)]
        Call.objects.filter(pk=call.pk).update(closes_at=clock.now() + timedelta(seconds=SECONDS))
        log = asyncio.run(_last_minute(editors))
    return "\n\n".join([_figures(log), _kept(log, call)])


def _world() -> tuple[Call, list[tuple[Submission, Person]]]:
    call, people = make_call(), []
    for _number in range(PROJECTS):
        submitter = make_submitter()
        row = make_submission(call, submitter, state="draft")
        others = [make_submitter() for _ in range(PEOPLE - 1)]
        with access.as_system():
            for other in others:
                row.editors.create(person=other, added_at=clock.now())
        people += [(row, person) for person in (submitter, *others)]
    return call, people


def _editor(port: int, row: Submission, person: Person, number: int) -> Editor:
    token = get_random_string(32)
    session = client_for(person).cookies[settings.SESSION_COOKIE_NAME].value
    browser = Browser(port, f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={token}", token)
    own = ("plan", "summary", "hoe")[number % PEOPLE]
    return Editor(str(row.pk), own, browser, Random(number), dict.fromkeys(LENGTHS, 1))


async def _last_minute(editors: list[Editor]) -> Log:
    log, began = Log(), time.perf_counter()
    await asyncio.gather(*(editor.write(began, log) for editor in editors))
    began = time.perf_counter()
    submitters = editors[::PEOPLE]
    await asyncio.gather(*(_hand_in(editor, began, log) for editor in submitters))
    for editor in editors:
        editor.browser.close()
    return log


async def _hand_in(editor: Editor, began: float, log: Log) -> None:
    moment = editor.random.uniform(0, LAST_SECONDS)
    await asyncio.sleep(moment)
    answer = await editor.browser.post(f"/projecten/{editor.project}/indienen/", {})
    log.handed_in[answer.status] += 1
    log.hand_in_waits.append(time.perf_counter() - began - moment)


def _figures(log: Log) -> str:
    header = ("what", "people", "asked", "answers by status", "half within", "95 of 100 within", "longest")
    people = PROJECTS * PEOPLE
    return table(header, [
        (f"saves, {SAVES_EACH} each in {SECONDS} s", people, sum(log.statuses.values()), _told(log.statuses), *_spread(log.waits)),
        (f"handing in, within {LAST_SECONDS} s", PROJECTS, sum(log.handed_in.values()), _told(log.handed_in),
         *_spread(log.hand_in_waits)),
    ])  # fmt: skip


def _told(statuses: Counter[int]) -> str:
    return ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))


def _spread(waits: list[float]) -> Iterable[str]:
    return (f"{1000 * value:.0f} ms" for value in (median(waits), quantiles(waits, n=20)[-1], max(waits)))


def _kept(log: Log, call: Call) -> str:
    """Every accepted save, and the last one of each field, looked up in the database."""
    with access.as_system():
        versions = {(str(one), question, number): value for one, question, number, value in AnswerVersion.objects.filter(
            submission__call=call).values_list("submission_id", "question", "version", "value")}  # fmt: skip
        current = {(str(one), question): (number, value) for one, question, number, value in Answer.objects.filter(
            submission__call=call).values_list("submission_id", "question", "version", "value")}  # fmt: skip
        handed_in = dict(HandedIn.objects.filter(submission__call=call).values_list("submission_id", "answers"))
    last: dict[tuple[str, str], tuple[int, str]] = {}
    for (project, question, number), text in sorted(log.accepted.items(), key=lambda one: one[0][2]):
        last[project, question] = (number, text)
    facts: list[tuple[str, Any]] = [
        ("saves the server accepted", len(log.accepted)),
        ("of those not in the history", sum(versions.get(key) != text for key, text in log.accepted.items())),
        ("fields written", len(last)),
        ("of those with another last value in the database", sum(current[key] != value for key, value in last.items())),
        ("times somebody else was first (409), solved", log.lost_races),
        ("projects handed in, in the database", len(handed_in)),
        ("of those with another answer than the last accepted", sum(
            answers.get(question) != last[str(pk), question][1]
            for pk, answers in handed_in.items() for question in LENGTHS if (str(pk), question) in last
        )),
    ]  # fmt: skip
    return table(("afterwards", "number"), facts)
