"""Starting out: a conversation before there is a file, and what is asked when it becomes somebody's. Pure (seed 004)."""

from tandem.kernel.refusal import Problem

# What people speak most with social interpreters; "other" is the way out.
LANGUAGES = {
    "nl": "Nederlands",
    "fr": "Frans",
    "en": "Engels",
    "ar": "Arabisch",
    "tr": "Turks",
    "uk": "Oekraïens",
    "ru": "Russisch",
    "fa": "Farsi of Dari",
    "ps": "Pasjtoe",
    "bg": "Bulgaars",
    "ro": "Roemeens",
    "pl": "Pools",
    "es": "Spaans",
    "ti": "Tigrinya",
    "so": "Somalisch",
    "other": "een andere taal",
}
EARLIEST_BIRTH_YEAR = 1900


def birth_year_problems(year: int | None, *, this_year: int) -> list[Problem]:
    """At most a year is kept of when somebody was born, never a day."""
    if year is None or EARLIEST_BIRTH_YEAR <= year <= this_year:
        return []
    return [Problem("Vul een jaar van vier cijfers in, of niets.", "birth_year")]


def language_name(code: str) -> str:
    """How a language is called in a sentence."""
    return LANGUAGES.get(code, LANGUAGES["other"])
