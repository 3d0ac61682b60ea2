"""One list: event -> reactions in other rooms, and where a thing of a lower room has its page."""

from collections.abc import Callable
from uuid import UUID

from django.urls import reverse

from tandem.kernel import events, pages
from tandem.policy_signals import participation
from tandem.sessions.events import SeriesChanged


def connect() -> None:
    """Called once when the apps are ready."""
    from tandem.calls.actions import support  # noqa: PLC0415 -- app ready
    from tandem.calls.queries import participation as of_calls  # noqa: PLC0415 -- app ready
    from tandem.calls.queries.support import address_of_series as of_support  # noqa: PLC0415 -- app ready
    from tandem.dialogue.queries.recommendation import (  # noqa: PLC0415 -- app ready
        participation_subject as of_recommendation,
    )
    from tandem.guidance.queries import participation as of_guidance  # noqa: PLC0415 -- app ready
    from tandem.planning.actions.hindrance import on_series_changed as after_hindrance  # noqa: PLC0415 -- app ready
    from tandem.planning.queries.carrying import refusals  # noqa: PLC0415 -- app ready
    from tandem.planning.queries.meaning import meaning_of  # noqa: PLC0415 -- app ready
    from tandem.programmes.actions import follow_up, turns  # noqa: PLC0415 -- app ready
    from tandem.programmes.queries import participation as of_programmes  # noqa: PLC0415 -- app ready
    from tandem.programmes.queries.trajectory import address_of_series  # noqa: PLC0415 -- app ready
    from tandem.sessions.queries import answers, carrying  # noqa: PLC0415 -- app ready

    events.react(SeriesChanged, turns.on_series_changed)
    events.react(SeriesChanged, follow_up.after_series_change)
    events.react(SeriesChanged, support.on_series_changed)
    events.react(SeriesChanged, after_hindrance)
    carrying.register_refusals(refusals)
    answers.register_offer(meaning_of)
    pages.register_home("series", lambda pk: address_of_series(pk) or of_support(pk))
    for page in ("possible_days", "request_sheet", "duo_options", "cannot_come"):
        pages.register_home(page, _address_of(page))
    pages.register_home("income_check", lambda _pk: reverse("what_if"))
    participation.register_door("template", of_programmes.participation_subject)
    participation.register_door("partnership", of_guidance.participation_subject)
    participation.register_door("call", of_calls.participation_subject)
    participation.register_door("recommendation", of_recommendation)


def _address_of(page: str) -> Callable[[UUID], str]:
    """The address of a page that carries the key of its subject."""
    return lambda pk: reverse(page, args=[pk])
