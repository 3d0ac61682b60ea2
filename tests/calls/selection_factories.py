"""A call whose jury gave every project a final score: as many as asked, over the areas, with points per criterion."""

from decimal import Decimal

from tandem.calls.models import AreaLimit, Call, Deliberation, Submission
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tests.calls.call_factories import make_call, make_submission, make_submitter

AREA_KEYS = ("east_flanders", "antwerp", "brussels", "limburg")
NIS = {"east_flanders": "44021", "antwerp": "11002", "brussels": "21004", "limburg": "71022"}


def judged_call(
    number: int = 8, *, limits: dict[str, int] | None = None, by: Person | None = None, **fields: object
) -> Call:
    """Scores fall from the first to the last; each asks 120,000 of 300,000 (2026) and 400,000 (2027)."""
    call = make_call(state="judging", **fields)
    writer = by or make_submitter()
    for place in range(number):
        scored(call, writer, place, Decimal(90 - place if number < 80 else 99 - place * Decimal("0.5")))
    for area, least in (limits or {}).items():
        AreaLimit.objects.create(call=call, area=area, least=least)
    return call


def scored(call: Call, by: Person, place: int, score: Decimal, **fields: object) -> Submission:
    """One project with a final score; the area goes round."""
    area = AREA_KEYS[place % len(AREA_KEYS)]
    facts = {"area": area, "nis_code": NIS[area], "wished_year": 2026 + place % 2, **fields}
    row = make_submission(call, by, answers={"title": f"Zonnebloemwijk {place}"}, **facts)
    give_score(row, score)
    return row


def give_score(row: Submission, score: Decimal) -> None:
    """The final score of the meeting, and points per criterion that go with it."""
    with access.as_system():
        points = {str(one.pk): str((score / 10).quantize(Decimal("0.1"))) for one in row.call.criteria.all()}
        Deliberation.objects.update_or_create(
            submission=row, defaults={"score": score, "points": points, "changed_at": clock.now()}
        )
