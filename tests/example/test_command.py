"""The command refuses what it cannot do, and touches nothing then."""

import io

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from tandem.example.world.loading import load_world
from tandem.example.world.names import enterprise_number
from tandem.identity.models import Organisation
from tandem.kernel import clock
from tests.databases import OwnDatabase


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


def test_command_adds_what_the_scale_asks_and_nothing_the_second_time(
    fresh_database: OwnDatabase, capfd: pytest.CaptureFixture[str]
) -> None:
    load_world(seed=2026, today=clock.today(), say=lambda line: None, chosen=())
    call_command("example_data", "--scale=2")
    first = capfd.readouterr().out
    assert "Deel 1: 300 trajecten" in first
    assert "Deel 2: 300 trajecten" in first
    assert "      600  trajecten" in first
    call_command("example_data", "--scale=2")
    assert capfd.readouterr().out == "De voorbeeldgegevens staan er al. Er is niets veranderd.\n"


def test_blocks_need_the_world_first(db: None) -> None:
    with pytest.raises(CommandError, match="Maak eerst de voorbeeldgegevens"):
        call_command("example_blocks", "0", "--seed=1", "--today=2027-01-15")
