"""A guide, a file that is the person's, and a talk of both."""

import pytest

from tandem.guidance.models import ClientFile, Talk
from tandem.identity.models import Person
from tests.guidance.factories import make_file, make_guide
from tests.guidance.talk_factories import make_talk


@pytest.fixture
def guide(db: None) -> Person:
    return make_guide()


@pytest.fixture
def file(guide: Person) -> ClientFile:
    return make_file(guide)


@pytest.fixture
def talk(file: ClientFile, guide: Person) -> Talk:
    return make_talk(file, guide)
