"""The command refuses what it cannot do, and touches nothing then."""

import io

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from tandem.example.world.names import enterprise_number
from tandem.identity.models import Organisation


@pytest.mark.parametrize("scale", ["0", "-3", "401"])
def test_impossible_scale_is_refused(db: None, scale: str) -> None:
    with pytest.raises(CommandError, match="Kies voor --scale een getal van 1 tot 400"):
        call_command("example_data", f"--scale={scale}", stdout=io.StringIO())


def test_example_data_outside_example_mode_is_refused(db: None, settings: Settings) -> None:
    settings.EXAMPLE_MODE = False
    with pytest.raises(CommandError, match="alleen in de oefenversie"):
        call_command("example_data", stdout=io.StringIO())
    assert not Organisation.objects.exists()


def test_database_with_other_organisations_is_left_alone(db: None) -> None:
    Organisation.objects.create(name="De Echte vzw", enterprise_number=enterprise_number(1))
    with pytest.raises(CommandError, match="andere organisaties"):
        call_command("example_data", stdout=io.StringIO())
    assert Organisation.objects.count() == 1
