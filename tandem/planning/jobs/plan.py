"""The search for duos and days. The solver runs in a thread of its own; only the job's own thread speaks to the database."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

import structlog
from django.utils.translation import gettext as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import JobAborted
from procrastinate.job_context import JobContext

from tandem.kernel import access, clock
from tandem.kernel.middleware import move_to_example_time
from tandem.planning.actions.plan import running
from tandem.planning.actions.plan.making import QUEUE, TASK
from tandem.planning.models import Plan
from tandem.planning.outcome import booking_facts
from tandem.planning.problem.plan import Booking
from tandem.planning.queries.facts import Situation, situation
from tandem.planning.queries.plans.choices import bookings_of, choices_of

if TYPE_CHECKING:
    from tandem.planning.searching import Found, Watch

log = structlog.get_logger("tandem.planning")
LOOK_SECONDS = 1.0  # between two looks at the search
GRACE_SHARE, GRACE_SECONDS = 0.6, 25.0  # of the time, and at most; after that the best plan so far is taken


@app.task(name=TASK, queue=QUEUE, lock=QUEUE, pass_context=True, retry=RetryStrategy(max_attempts=3))
def solve_plan(context: JobContext, plan_id: str) -> None:
    """Search one plan. At-least-once: a plan that is ready stays as it is, one whose worker was killed is taken up again."""
    search_plan(UUID(plan_id), is_aborted=context.should_abort)


def search_plan(plan_id: UUID, *, is_aborted: Callable[[], bool] = lambda: False) -> None:
    """The job itself."""
    move_to_example_time()
    with access.as_system():
        plan = running.begin_search(plan_id, at=clock.now())
    if plan is None:
        return
    try:
        _search(plan, is_aborted)
    except JobAborted:
        raise
    except Exception:
        log.exception("search failed", plan=str(plan_id))
        problem = _("Er liep iets fout bij het zoeken. Zoek opnieuw. Lukt het weer niet? Vraag hulp aan de beheerder.")
        _fail(plan_id, problem)


def _search(plan: Plan, is_aborted: Callable[[], bool]) -> None:
    with access.as_system():
        known = situation(plan.provider_id, plan.series_ids, on=clock.today(), choices=choices_of(plan))
    if not known.series:
        _fail(plan.pk, _("Geen van deze aanvragen kan nu een plaats krijgen. Vul eerst aan wat ontbreekt."))
        return
    found = _Search(plan, known, is_aborted).found()
    if found.broken:
        log.error("plan breaks hard rules", plan=str(plan.pk), rules=len(found.broken), first=found.broken[0])
        _fail(plan.pk, _("Het plan volgde niet alle regels. We tonen het niet. Vraag hulp aan de beheerder."))
        return
    result = {**found.facts, **_around(known)}
    with access.as_system():
        running.finish_search(plan.pk, bookings=_rows(known, found.plan.bookings), result=result, at=clock.now())


@dataclass
class _Search:
    plan: Plan
    known: Situation
    is_aborted: Callable[[], bool]
    answers: list[Found] = field(default_factory=list)
    failures: list[BaseException] = field(default_factory=list)
    written: tuple[Booking, ...] = ()  # the best plan that was written down

    @property
    def grace(self) -> float:
        """How long the search may take to come back after its last second."""
        return min(GRACE_SECONDS, GRACE_SHARE * self.plan.seconds)

    def found(self) -> Found:
        """The outcome; where the search does not come back in time, the best it told."""
        from tandem.planning.searching import Watch, best_so_far  # noqa: PLC0415 (slow import)

        watch = Watch(best=bookings_of(self.plan.bookings))
        watch.placed = len({row.request for row in watch.best})
        done = threading.Event()
        threading.Thread(target=self._work, args=(watch, done), daemon=True).start()
        self._wait(watch, done)
        if self.failures:
            raise self.failures[0]
        return self.answers[0] if self.answers else best_so_far(self.known.problem, watch.best)

    def _work(self, watch: Watch, done: threading.Event) -> None:
        from tandem.planning.matching.search import Search  # noqa: PLC0415 (slow import)
        from tandem.planning.searching import work_out  # noqa: PLC0415 (slow import)

        latest = time.monotonic() + self.plan.seconds + self.grace
        search = Search(
            self.plan.seconds, self.plan.seed, 1, watch.hear, lambda: watch.must_stop or time.monotonic() > latest
        )
        try:
            self.answers.append(work_out(self.known.problem, search, watch, self.known.problem.existing))
        except Exception as failure:
            self.failures.append(failure)
        finally:
            done.set()

    def _wait(self, watch: Watch, done: threading.Event) -> None:
        """Once a second: write progress, hear a stop. Ends when the search does, or some time after it should have."""
        latest = time.monotonic() + self.plan.seconds + self.grace
        while not done.wait(LOOK_SECONDS) and time.monotonic() < latest:
            if self.is_aborted():
                watch.must_stop = True
                raise JobAborted
            if self._tell(watch) and not watch.must_stop:
                watch.must_stop = True
                latest = min(latest, time.monotonic() + self.grace)

    def _tell(self, watch: Watch) -> bool:
        told = watch.latest
        progress: dict[str, Any] = {"placed": watch.placed}
        if told is not None:
            progress |= {"step": told.step, "seconds": round(told.seconds, 1)}
            progress |= {"cost": told.cost, "bound": told.bound} if told.cost else {}
        best = watch.best
        rows = None if best is self.written else _rows(self.known, best)
        self.written = best
        with access.as_system():
            return running.tell_progress(self.plan.pk, progress=progress, bookings=rows, at=clock.now())


def _rows(known: Situation, bookings: tuple[Booking, ...]) -> list[dict[str, Any]]:
    """Bookings with the session each is for; of a series that is gone nothing."""
    return [
        {**booking_facts(row), "session": str(known.sessions[row.request][row.number - 1].pk)}
        for row in sorted(bookings, key=lambda one: (one.request, one.number))
        if row.request in known.sessions
    ]


def _around(known: Situation) -> dict[str, Any]:
    """Who and what could not take part."""
    return {
        "silent": list(known.silent),
        "incomplete": [
            {"series": str(one.series.pk), "name": f"{one.series.organisation.name}: {one.series.title}",
             "sentences": list(one.sentences)}
            for one in known.incomplete
        ],
    }  # fmt: skip


def _fail(plan_id: UUID, problem: str) -> None:
    with access.as_system():
        running.fail_search(plan_id, problem=problem, at=clock.now())
