"""Words in a free text that may point at somebody: names, numbers, addresses. Pure; a person decides what to do with them.

It warns, it does not clean. A first name alone at the start of a sentence is seen only before what a person does
("Fatima vroeg"); a name without capitals only after "heet" or "naam is"; a short name all in capitals not, it looks like VDAB;
a story that only one person can have, never.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tandem.kernel.pasted_numbers import NATIONAL, pasted_numbers

NAME, EMAIL, PHONE, ADDRESS, NATIONAL_NUMBER, ACCOUNT, NUMBER = (
    "name", "email", "phone", "address", "national_number", "account", "number",
)  # fmt: skip
SENTENCES = {
    NAME: "Dit lijkt op de naam van iemand, of van een plaats waar je iemand herkent.",
    EMAIL: "Dit is een e-mailadres.",
    PHONE: "Dit lijkt op een telefoonnummer.",
    ADDRESS: "Dit lijkt op een adres.",
    NATIONAL_NUMBER: "Dit is een rijksregisternummer.",
    ACCOUNT: "Dit is een rekeningnummer.",
    NUMBER: "Dit lijkt op het nummer van een dossier of een persoon.",
}


@dataclass(frozen=True, slots=True)
class Found:
    """`words` as they stand in the text from `start` to `end`."""

    kind: str
    words: str
    start: int
    end: int

    @property
    def sentence(self) -> str:
        """What it looks like, for who decides."""
        return SENTENCES[self.kind]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text; `found` when it is marked."""

    words: str
    found: Found | None = None


_LETTER = r"[^\W\d_]"
_CAPITAL = "[A-ZÀ-ÖØ-Þ\u0100\u0106\u010c\u0118\u0130\u0141\u015a\u015e\u0160\u017b\u017d]"
_WORD = re.compile(rf"{_LETTER}+(?:['\u2019-]{_LETTER}+)*")
_NAME_WORD = rf"{_CAPITAL}{_LETTER}*(?:['\u2019-]{_LETTER}+)*"
_BETWEEN = r"(?:van|de|den|der|ter|ten|el|al|ben|bin|von|du|da|di|la|le|op|ibn|abu)"
_RUN = re.compile(rf"\b{_NAME_WORD}(?:[ \u00a0]+(?:{_BETWEEN}[ \u00a0]+){{0,2}}{_NAME_WORD})*")
_NAMED = re.compile(rf"\b(?:ik heet|hij heet|zij heet|ze heet|naam is|noemt)[ \u00a0]+({_LETTER}+)", re.IGNORECASE)
_SENTENCE_START = re.compile(
    r"(?:[.!?:;\n\u2022*]|[-\u2013\u2014]\s)[\s\"'\u2018\u201c\u201e(]*$|[\"\u201c\u201e\u2018(]$"
)
_DOES = re.compile(
    r"[ \u00a0]+(?:zei|zegt|vroeg|vraagt|belde|belt|vertelde|vertelt|woont|woonde|mocht|wou|kreeg|krijgt|stuurde|schreef|hielp"
    r"|helpt|verloor|huurt|huurde|en ik|van het (?:OCMW|CAW)|van de VDAB)\b"
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<![\w+])(?:(?:\+|00)[1-9]\d(?:[ ./-]?\(?\d\)?){7,11}|0[1-9](?:[ ./-]{0,2}\d){7}|04\d(?:[ ./-]{0,2}\d){7})(?!\d)"
)
_STREET_NAME = (
    rf"(?:{_LETTER}{{2,}}(?:straat|laan|steenweg|plein|dreef|kaai|singel)"
    rf"|{_CAPITAL}{_LETTER}+(?:weg|lei|baan|hof|markt|park|pad|vest|berg|heide|veld|wijk)|Markt|Steenweg|Laan|Plein|Dreef)"
)
_STREET = re.compile(
    rf"(?:\b{_CAPITAL}{_LETTER}+[ \u00a0]+){{0,3}}\b{_STREET_NAME},?[ \u00a0]*(?:nr\.?|nummer)?[ \u00a0]*\d{{1,4}}"
    r"(?:[ \u00a0]?[a-zA-Z]\b)?(?:[ \u00a0]bus[ \u00a0]\d{1,4})?(?!\d|[ \u00a0]*(?:dag|we[ek]|maand|jaar|uur|euro))"
)
_POSTCODE = re.compile(rf"(?<!\d)[1-9]\d{{3}}[ \u00a0]+{_NAME_WORD}")
_LONG_NUMBER = re.compile(r"(?<![\d.,€])\b\d{6,}\b(?![ \u00a0]*euro)")
_ORDINARY = """
    De Het Een Ik Je Jij U Hij Zij Ze We Wij Men Iedereen Iemand Niemand Wie Wat Dat Dit Die Deze Alles Niets Mama Papa Er
    In Op Bij Van Voor Met Als Dan Daar Daarna Daardoor Daarom Hier Nu Ook Soms Toen Wel Want Maar En Of Zo Nog Pas Dus Eerst
    Vroeger Later Intussen Ondertussen Zelfs Meestal Vandaag Gisteren Vorig Wanneer Waarom Waar Hoe Niet Veel Mijn Ons Onze
    België Belgisch Belgische Vlaanderen Vlaams Vlaamse Wallonië Waals Waalse Brussel Brusselse Europa Europees Europese
    Antwerpen Limburg Oost-Vlaanderen West-Vlaanderen Vlaams-Brabant Vlaams Brabant Nederland Nederlands Nederlandse
    Nederlandstalig Nederlandstalige Frans Franse Franstalig Duits Duitse Engels Engelse Engelstalig Arabisch Arabische Turks
    Turkse Marokkaans Marokkaanse Oekraïens Oekraïense Syrisch Syrische Afghaans Afghaanse Pools Poolse Roemeens Bulgaars
    Kerstmis Pasen Ramadan Lijn Fluvius Actiris Forem Groeipakket Opgroeien Sociaal Huis Netwerk Armoede Wonen Welzijn Werk
    Facebook WhatsApp Whatsapp Messenger Google Teams Itsme Internet Word Excel Covid Corona Maatschappelijke Dienstverlening
    Openbaar Centrum Kind Gezin Basistraject Woonmaatschappij Staat Staatsblad
"""
_NOT_A_NAME = frozenset(_ORDINARY.split())
_MOST_LETTERS_OF_AN_ABBREVIATION = 6
_FAR_ENOUGH = 20


def found_in(text: str) -> list[Found]:
    """What may point at somebody, in the order of the text; nothing is named twice."""
    found: list[Found] = []
    for each in _all(text):
        if all(each.end <= other.start or each.start >= other.end for other in found):
            found.append(each)
    return sorted(found, key=lambda each: each.start)


def pieces_of(text: str, found: Iterable[Found] | None = None) -> list[Piece]:
    """The whole text cut where something was found, to show it marked."""
    pieces, place = [], 0
    for each in found_in(text) if found is None else found:
        pieces += [Piece(text[place : each.start]), Piece(each.words, each)]
        place = each.end
    return [piece for piece in [*pieces, Piece(text[place:])] if piece.words]


def _all(text: str) -> Iterator[Found]:
    """Surest first: what overlaps with something surer is left out."""
    for number in pasted_numbers(text):
        kind = NATIONAL_NUMBER if number.kind == NATIONAL else ACCOUNT
        yield Found(kind, text[number.start : number.end], number.start, number.end)
    patterns = ((EMAIL, _EMAIL), (PHONE, _PHONE), (ADDRESS, _STREET), (ADDRESS, _POSTCODE), (NUMBER, _LONG_NUMBER))
    for kind, pattern in patterns:
        for match in pattern.finditer(text):
            if kind != ADDRESS or not _is_year_and_region(match.group()):
                yield Found(kind, match.group(), *match.span())
    for start, end in _names(text):
        yield Found(NAME, text[start:end], start, end)


def _is_year_and_region(words: str) -> bool:
    """`2024 Vlaanderen` is not a postcode."""
    first, _, rest = words.partition(" ")
    return first.isdigit() and rest.strip() in _NOT_A_NAME


def _names(text: str) -> Iterator[tuple[int, int]]:
    for match in _NAMED.finditer(text):
        yield match.span(1)
    for run in _RUN.finditer(text):
        capitals = [word for word in _WORD.finditer(text, *run.span()) if word.group()[0].isupper()]
        names = [word for word in capitals if not _is_ordinary(word.group())]
        if names and not (_opens_sentence(text, names[0]) and _may_be_any_word(text, names)):
            yield names[0].start(), names[-1].end()


def _opens_sentence(text: str, word: re.Match[str]) -> bool:
    """There every word has a capital."""
    before = text[max(0, word.start() - _FAR_ENOUGH) : word.start()]
    return bool(_SENTENCE_START.search(before if word.start() > _FAR_ENOUGH else f"\n{before}"))


def _may_be_any_word(text: str, names: list[re.Match[str]]) -> bool:
    """One word with a capital, and what follows is not what a person does."""
    return len(names) == 1 and not _DOES.match(text, names[0].end())


def _is_ordinary(word: str) -> bool:
    return word in _NOT_A_NAME or (word.isupper() and len(word) <= _MOST_LETTERS_OF_AN_ABBREVIATION) or len(word) == 1
