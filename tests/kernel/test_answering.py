"""What a page says after a button, and where a refusal stands in forms."""

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.test import RequestFactory

from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Problem, Refusal


class DayForm(forms.Form):
    day = forms.CharField(required=False)


@pytest.fixture
def pressed() -> HttpRequest:
    request = RequestFactory().post("/")
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    return request


def said(request: HttpRequest) -> list[tuple[str, str]]:
    return [(message.level_tag, str(message)) for message in get_messages(request)]


def test_telling_says_what_was_done(pressed: HttpRequest) -> None:
    with telling(pressed, "Bewaard."):
        pass
    assert said(pressed) == [("success", "Bewaard.")]


def test_telling_says_why_not_and_goes_on(pressed: HttpRequest) -> None:
    with telling(pressed, "Bewaard."):
        raise Refusal("Kies eerst een dag.", "Kies dan een uur.")
    assert said(pressed) == [("error", "Kies eerst een dag. Kies dan een uur.")]


def test_telling_hides_no_bug(pressed: HttpRequest) -> None:
    with pytest.raises(KeyError), telling(pressed, "Bewaard."):
        raise KeyError("day")
    assert said(pressed) == []


def test_form_that_comes_back_is_no_success() -> None:
    assert [answer_status(RequestFactory().generic(method, "/")) for method in ("GET", "POST")] == [200, 422]


def test_refusal_stands_at_the_field_that_it_names() -> None:
    first, second = DayForm({}, prefix="row-0"), DayForm({}, prefix="row-1")
    show_refusal(first, Refusal(Problem("Kies een andere dag.", "row-1-day"), "Dat zijn er te veel."), second)
    assert (dict(first.errors), dict(second.errors)) == (
        {"__all__": ["Dat zijn er te veel."]}, {"day": ["Kies een andere dag."]}
    )  # fmt: skip
