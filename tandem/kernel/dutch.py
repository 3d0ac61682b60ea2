"""Dates, hours and amounts as people in Flanders read them. Pure and fast: no locale machinery."""

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")
NO_BREAK = "\N{NO-BREAK SPACE}"
DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
CENT = Decimal("0.01")
_SWAP = str.maketrans(",.", ".,")


def wall_clock(moment: datetime) -> datetime:
    """The moment on a Brussels clock; a moment without time zone is already that."""
    return moment.astimezone(BRUSSELS) if moment.tzinfo else moment


def _day(value: date) -> date:
    return wall_clock(value).date() if isinstance(value, datetime) else value


def date_nl(value: date | None) -> str:
    """`vrijdag 27 maart 2027`; nothing for None."""
    if value is None:
        return ""
    day = _day(value)
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def date_short(value: date | None) -> str:
    """`27/3/2027`; nothing for None."""
    if value is None:
        return ""
    day = _day(value)
    return f"{day.day}/{day.month}/{day.year}"


def time_nl(value: time | datetime | None) -> str:
    """`9.30 uur`, `14 uur` on the hour; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = wall_clock(value)
    clock = f"{value.hour}.{value.minute:02}" if value.minute else f"{value.hour}"
    return f"{clock}{NO_BREAK}uur"


def datetime_nl(value: datetime | None) -> str:
    """`vrijdag 27 maart 2027 om 9.30 uur`; nothing for None."""
    if value is None:
        return ""
    return f"{date_nl(value)} om {time_nl(value)}"


def money(value: Decimal | int | None) -> str:
    """`€ 1.234,50`, rounded half up to the cent; nothing for None."""
    if value is None:
        return ""
    amount = Decimal(value).quantize(CENT, ROUND_HALF_UP)
    return f"€{NO_BREAK}{f'{amount + 0:,.2f}'.translate(_SWAP)}"


def euros(value: Decimal | int) -> str:
    """`€ 300`, and cents only when there are."""
    return money(value).removesuffix(",00")


def whole_euros(value: Decimal | int) -> str:
    """`€ 1.234`, rounded half up to the euro."""
    return euros(Decimal(value).quantize(Decimal(1), ROUND_HALF_UP))


def number(value: int | None) -> str:
    """`1.234`; nothing for None."""
    return "" if value is None else f"{value:,}".translate(_SWAP)


def since(value: date | None, today: date) -> str:
    """`sinds 3 dagen`, growing to weeks, months and years; nothing for None."""
    if value is None:
        return ""
    days = (today - _day(value)).days
    if days <= 0:
        return "sinds vandaag"
    if days == 1:
        return "sinds gisteren"
    count, unit = _span(days)
    return f"sinds {count} {unit}"


def _span(days: int) -> tuple[int, str]:
    """Days up to two weeks, weeks up to two months, months up to two years, then years."""
    if days < 14:
        return days, "dagen"
    if days < 61:
        return days // 7, "weken"
    if days < 730:
        return days * 12 // 365, "maanden"
    return days // 365, "jaar"
