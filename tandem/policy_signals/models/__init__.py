"""Shapes of the room, one file per noun."""

from tandem.policy_signals.models.addressee import Addressee, AgendaItem, Consultation
from tandem.policy_signals.models.bundle import Bundle, BundleEvent, BundleSignal, ContributorMark
from tandem.policy_signals.models.figures import FigureCell, FigureRelease
from tandem.policy_signals.models.participation import ParticipationCheck
from tandem.policy_signals.models.signal import Signal

__all__ = [
    "Addressee",
    "AgendaItem",
    "Bundle",
    "BundleEvent",
    "BundleSignal",
    "Consultation",
    "ContributorMark",
    "FigureCell",
    "FigureRelease",
    "ParticipationCheck",
    "Signal",
]
