"""Reads of the room: what others show of a comparison, and the parameters in force."""

from tandem.income.queries.book import current_book
from tandem.income.queries.options import Hours, Option, options_of, result_html

__all__ = ["Hours", "Option", "current_book", "options_of", "result_html"]
