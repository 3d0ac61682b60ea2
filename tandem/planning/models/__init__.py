"""Shapes of the room, one file per noun."""

from tandem.planning.models.asking import Asking, Hindrance, LimitQuestion, PayRate
from tandem.planning.models.people import Capacity, NotPossible, PersonDate, Profile, Qualification
from tandem.planning.models.plan import Plan
from tandem.planning.models.requests import RequestDate, RequestSheet

__all__ = [
    "Asking",
    "Capacity",
    "Hindrance",
    "LimitQuestion",
    "NotPossible",
    "PayRate",
    "PersonDate",
    "Plan",
    "Profile",
    "Qualification",
    "RequestDate",
    "RequestSheet",
]
