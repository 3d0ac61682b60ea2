"""Rate limits start at nothing in each test, and the last mail is at hand."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache

from tandem.kernel.models import OutgoingMail


@pytest.fixture(autouse=True)
def _no_earlier_tries() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def last_mail() -> Callable[[str], OutgoingMail]:
    """The newest message to an address."""

    def find(to_email: str) -> OutgoingMail:
        mail = OutgoingMail.objects.filter(to_email=to_email).order_by("-made_at", "-pk").first()
        assert mail is not None, f"no mail to {to_email}"
        return mail

    return find


@pytest.fixture
def code_for(last_mail: Callable[[str], OutgoingMail]) -> Callable[[str], str]:
    """The code in the newest message to an address."""

    def find(to_email: str) -> str:
        found = re.search(r"^(\d{3}-\d{3})$", last_mail(to_email).body, re.MULTILINE)
        assert found, last_mail(to_email).body
        return found[1]

    return find
