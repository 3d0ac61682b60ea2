"""Postal codes, municipalities and provinces of Flanders and Brussels, from the shipped tables. Pure."""

import csv
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from importlib import resources

from tandem.kernel.refusal import Problem


@cache
def provinces_by_postal_code() -> Mapping[str, str]:
    """The province (or Brussel) of each postal code we know."""
    provinces = {row["nis_code"]: row["province"] for row in _rows("municipalities.csv")}
    return {row["postal_code"]: provinces[row["nis_code"]] for row in _rows("postal_codes.csv")}


def province_of(postal_code: str) -> str:
    """The province of a postal code, empty when it lies outside Flanders and Brussels."""
    return provinces_by_postal_code().get(postal_code, "")


def postal_code_problems(postal_code: str) -> list[Problem]:
    """Four digits, or nothing."""
    if not postal_code or (len(postal_code) == 4 and postal_code.isascii() and postal_code.isdigit()):
        return []
    return [Problem("Een postcode heeft vier cijfers, bijvoorbeeld 9000.", "postal_code")]


def municipalities(*, on: date) -> dict[str, str]:
    """NIS code -> name of the municipalities that exist on a day, by name."""
    return dict(_municipalities(on.isoformat()))


@lru_cache(maxsize=16)
def _municipalities(day: str) -> Mapping[str, str]:
    rows = [row for row in _rows("municipalities.csv") if row["valid_from"] <= day <= (row["valid_to"] or day)]
    return {row["nis_code"]: row["name_nl"] for row in sorted(rows, key=lambda row: row["name_nl"])}


@cache
def provinces_by_municipality() -> Mapping[str, str]:
    """The province (or Brussel) of each municipality, by NIS code; municipalities of the past too."""
    return {row["nis_code"]: row["province"] for row in _rows("municipalities.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("tandem.identity").joinpath(f"reference/{name}").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
