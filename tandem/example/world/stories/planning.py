"""Trajectories that have just begun: no duo yet, dates on their way, nothing held."""

from tandem.example.world.applications import SIX, THREE, TWO, approved
from tandem.example.world.cast import World
from tandem.example.world.dossier import Dossier
from tandem.example.world.planning import choose_duo, confirm, decline_duo, propose, report, workshops
from tandem.example.world.texts import running as texts
from tandem.sessions.rules import ORGANISATION_SIDE, PROVIDER_SIDE


def no_duo(world: World, *, days_ago: int = 18) -> Dossier:
    """Approved last week; the planners choose a duo. This organisation qualifies twice and chose one sector."""
    return approved(world, "tweeling", SIX, days_ago=days_ago, sector="331/322")


def duo_declined(world: World, *, days_ago: int = 27) -> Dossier:
    """The trainer said no."""
    return decline_duo(choose_duo(approved(world, "klaver", SIX, days_ago=days_ago), agreeing=()))


def duo_without_dates(world: World, *, days_ago: int = 25) -> Dossier:
    """One of the two has said yes; nobody proposed a date."""
    return choose_duo(approved(world, "parasol", THREE, days_ago=days_ago), agreeing=("expert",))


def dates_from_organisation(world: World, *, days_ago: int = 32) -> Dossier:
    """The organisation proposed three days, the provider has to say yes."""
    dossier = choose_duo(approved(world, "regenton", TWO, days_ago=days_ago))
    propose(dossier, workshops(dossier), from_day=20, note=texts.PROPOSAL_NOTES[0])
    return dossier


def dates_from_provider(world: World, *, days_ago: int = 36) -> Dossier:
    """The provider proposed other days than the organisation did."""
    dossier = choose_duo(approved(world, "zolder", SIX, days_ago=days_ago))
    propose(dossier, workshops(dossier), from_day=24)
    propose(dossier, workshops(dossier), from_day=27, side=PROVIDER_SIDE, note=texts.COUNTER_NOTE)
    return dossier


def partly_confirmed(world: World, *, days_ago: int = 38) -> Dossier:
    """Two of three dates are agreed, the third was answered with another day."""
    dossier = choose_duo(approved(world, "kantwerk", TWO, days_ago=days_ago))
    first, second, third = propose(dossier, workshops(dossier), from_day=18)
    confirm(dossier, [first, second])
    propose(dossier, workshops(dossier, pk=third.pk), from_day=55, side=PROVIDER_SIDE, note=texts.COUNTER_NOTE)
    return dossier


def confirmed_not_reported(world: World, *, days_ago: int = 41) -> Dossier:
    """All six are agreed; the fund does not know yet."""
    dossier = choose_duo(approved(world, "vlaschaard", SIX, days_ago=days_ago))
    return confirm(dossier, propose(dossier, workshops(dossier), from_day=12))


def confirmed_by_organisation(world: World, *, days_ago: int = 43) -> Dossier:
    """The provider proposed, the organisation said yes to all, and passed the dates on."""
    dossier = choose_duo(approved(world, "trammetje", SIX, days_ago=days_ago))
    proposed = propose(dossier, workshops(dossier), from_day=9, side=PROVIDER_SIDE)
    return report(confirm(dossier, proposed, side=ORGANISATION_SIDE))


STORIES = (
    no_duo, duo_declined, duo_without_dates, dates_from_organisation, dates_from_provider, partly_confirmed,
    confirmed_not_reported, confirmed_by_organisation,
)  # fmt: skip
