"""The figures of a household."""

from tests.journeys.subjects import Subjects

SUBJECTS: dict[str, Subjects] = {}
NO_PAGE = {"what_if_sheet": "prints the figures that somebody typed: without figures there is nothing to print"}
