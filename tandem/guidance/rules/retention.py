"""How long each kind of record is kept, why, and how sure we are of that. A term asks for a talk; it deletes nothing. Pure.

domain.md section 5: no general term for social files was found. What is marked [M] or [?] is a proposal until an
organisation decides with its own data protection officer.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

VERIFIED, LIKELY, UNKNOWN = "[V]", "[M]", "[?]"
MARKS = {
    VERIFIED: "nagelezen bij de bron",
    LIKELY: "waarschijnlijk, nog na te lezen",
    UNKNOWN: "geen bron gevonden: ons voorstel",
}
AGAIN_AFTER_DAYS = 365  # after a talk about it: not again within a year


@dataclass(frozen=True, slots=True)
class Term:
    """How long one kind of record is kept, counted from `since`."""

    key: str
    what: str
    years: int | None
    since: str
    why: str
    mark: str
    source: str = ""


TERMS = (
    Term("thread", "gesprek dat nog niemands dossier werd", 1, "het laatste contact",
         "zonder eigen dossier is er na een jaar zelden nog een reden", UNKNOWN),
    Term("file", "eigen dossier: verhaal, plan, gesprekken, papieren", 5, "het laatste contact",
         "na vijf jaar stilte beslist de persoon opnieuw", UNKNOWN),
    Term("health", "wat over gezondheid gaat", 5, "het laatste contact",
         "zolang het dossier er is; de lijst van wie het mag zien, volgt art. 9 van de wet van 30 juli 2018", LIKELY,
         "wet van 30 juli 2018, art. 9"),
    Term("money", "bedragen bij een stap", 10, "het laatste contact",
         "zo lang raadt het VAPH aan voor financiële gegevens; hier is het een bovengrens", VERIFIED,
         "vaph.be, bewaartermijnen"),
    Term("reads", "wie keek er", 10, "het lezen zelf", "zolang iemand kan vragen waarom", UNKNOWN),
    Term("card", "kaart en pincode", 0, "het einde van de kaart", "een gestopte kaart opent niets meer", UNKNOWN),
    Term("counts", "antwoorden na een gesprek, samengeteld zonder naam", None, "", "gaat over niemand", LIKELY),
    Term("audit", "logboek met nummers", 10, "de handeling", "om misbruik te kunnen vinden", UNKNOWN),
)  # fmt: skip


def term_of(key: str) -> Term:
    """The term of one kind of record."""
    return next(term for term in TERMS if term.key == key)


def review_due(*, is_thread: bool, last_contact: datetime, reviewed_at: datetime | None, at: datetime) -> bool:
    """Whether it is time to talk about keeping this file. Nothing happens without that talk."""
    years = term_of("thread" if is_thread else "file").years or 0
    if reviewed_at is not None and at - reviewed_at < timedelta(days=AGAIN_AFTER_DAYS):
        return False
    return at >= due_from(last_contact, years)


def due_from(last_contact: datetime, years: int) -> datetime:
    """The same day, some years later (a 29th of February becomes the 28th)."""
    try:
        return last_contact.replace(year=last_contact.year + years)
    except ValueError:
        return last_contact.replace(year=last_contact.year + years, day=28)
