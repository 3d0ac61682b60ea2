"""Erasing a file: what goes, what stays where and why, and how long one may think it over. Pure (guidance.md 20)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

WAITING_DAYS = 7
ASKED, CALLED_OFF = "erasure_asked", "erasure_called_off"
WHEN = {"later": "Over zeven dagen. Tot dan kan ik nog terug.", "now": "Nu meteen. Dat kan niet terug."}

GOES = (
    "je verhaal, wensen, drempels, stappen en afspraken",
    "gesprekken, berichten en papieren",
    "wie erbij was, wat je deelde en wie keek",
    "je naam, je kaart en je pincode",
    "de sleutel van je dossier",
)


@dataclass(frozen=True, slots=True)
class Copy:
    """Something that stays after erasing: what, where, why and until when."""

    what: str
    where: str
    why: str
    until: str


STAYS = (
    Copy("dat er iets gebeurde, met nummers en zonder naam of woorden", "in het logboek van Tandem",
         "zo kan niemand achteraf iets verbergen", "altijd"),
    Copy("berichten die al vertrokken zijn", "bij wie ze kreeg, en in de lijst van verzonden e-mails",
         "wat weg is, kunnen we niet terughalen", "wie ze kreeg, beslist zelf"),
    Copy("wat een dienst zelf moet bewaren", "in het eigen dossier van die dienst",
         "de wet kan dat aan die dienst vragen; vraag het hen", "verschilt per dienst"),
    Copy("antwoorden na een gesprek, zonder naam en samengeteld", "in de cijfers van de dienst",
         "om beter te leren luisteren", "altijd"),
    Copy("een reservekopie, verzegeld", "bij wie Tandem beheert", "voor als de computer stukgaat",
         "tot een nieuwere kopie ze vervangt"),
    Copy("wat een gids net typte en nog niet bewaarde", "in het scherm van die gids", "zo verliest niemand wat hij typte",
         "ten hoogste vier dagen"),
    Copy("wat jij of iemand anders meenam of afdrukte", "bij wie het heeft", "dat papier of bestand is van hen of van jou", ""),
)  # fmt: skip


def erased_on(asked_at: datetime) -> datetime:
    """When the waiting is over."""
    return asked_at + timedelta(days=WAITING_DAYS)


def is_time(asked_at: datetime, *, at: datetime) -> bool:
    """Whether nobody can call it off any more."""
    return at >= erased_on(asked_at)
