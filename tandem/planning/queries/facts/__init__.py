"""From rows to a problem for the search: people, requests, and what already takes up room."""

from tandem.planning.queries.facts.situation import Choices, Incomplete, Situation, situation

__all__ = ["Choices", "Incomplete", "Situation", "situation"]
