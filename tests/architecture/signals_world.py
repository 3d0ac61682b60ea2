"""Signals, structural signals, groups, a forum day, a recommendation and a dossier, for tests that walk along every address."""

from datetime import timedelta

from tandem.dialogue.actions.dossier_publish import publish
from tandem.dialogue.actions.forum import renew_link
from tandem.dialogue.models import (
    AgendaPoint,
    Chapter,
    Correction,
    Dossier,
    Evidence,
    FollowUp,
    Footnote,
    ForumAssociation,
    ForumDay,
    ForumTable,
    Group,
    Meeting,
    Recommendation,
    Statement,
    StatementClash,
    Voice,
)
from tandem.dialogue.queries.table import signs_of
from tandem.identity import rules as roles
from tandem.identity.models import Organisation, Person
from tandem.kernel import clock
from tandem.kernel.ids import new_id
from tandem.policy_signals.models import AgendaItem as SignalAgendaItem
from tandem.policy_signals.models import Bundle, BundleSignal, Consultation
from tests import factories
from tests.policy_signals.factories import make_addressee, make_policy_worker, make_signal


def add_signals(people: dict[str, Person | None], places: dict[str, dict[str, object]]) -> None:
    """The people of the desk and of a group, and the arguments of their addresses. Call inside `access.as_system()`."""
    worker = make_policy_worker()
    association = factories.make_organisation(kind="association", name="Vereniging De Open Deur")
    facilitator = factories.make_membership(roles.FACILITATOR, organisation=association).person
    stranger = factories.make_membership(
        roles.FACILITATOR,
        organisation=factories.make_organisation(kind="association", name="Vereniging Het Andere Huis"),
    ).person
    people |= {"beleidsmedewerker": worker, "groepsbegeleider": facilitator, "andere groep": stranger}
    bundle = _bundle(worker)
    consultation = Consultation.objects.create(
        policy_domain="housing", held_on=clock.today() + timedelta(days=30), made_at=clock.now(), made_by=worker
    )
    item = SignalAgendaItem.objects.create(consultation=consultation, position=1, words="Wachtlijsten")
    signals = {"pk": bundle.pk, "signal": bundle.members.get().signal_id, "addressee": bundle.addressee_id,
               "consultation": consultation.pk, "item": item.pk, "token": "onbekend"}  # fmt: skip
    places |= {
        "signalen": signals,
        "signalen/bestemmelingen": {"pk": bundle.addressee_id},
        "signalen/overleg": {**signals, "pk": consultation.pk},
        "betrokken": {"kind": "template", "pk": next(iter(places["programmas"].values()))},
        **_dialogue(association, worker, facilitator),
    }


def _bundle(worker: Person) -> Bundle:
    at = clock.now()
    bundle = Bundle.objects.create(
        number=1, title="Loonbrieven bij huren", words="Wie huurt, moet loonbrieven tonen.", theme="housing",
        policy_domain="housing", state="sent", addressee=make_addressee(), made_at=at, made_by=worker, sent_at=at,
        sent_by=worker, due_on=clock.today() + timedelta(days=60),
    )  # fmt: skip
    BundleSignal.objects.create(bundle=bundle, signal=make_signal(), added_at=at, added_by=worker)
    return bundle


def _dialogue(association: Organisation, worker: Person, facilitator: Person) -> dict[str, dict[str, object]]:
    at, today = clock.now(), clock.today()
    group = Group.objects.create(association=association, name="Dinsdaggroep", made_at=at, made_by=facilitator)
    meeting = Meeting.objects.create(
        group=group, association=association, title="Wonen", held_on=today, state="read_back", people=8, made_at=at,
        made_by=facilitator, read_back_at=at,
    )  # fmt: skip
    point = AgendaPoint.objects.create(meeting=meeting, position=1, words="Huren met een uitkering")
    said = Statement.objects.create(meeting=meeting, words="Ik kreeg geen antwoord.", said_at=at, received_at=at)
    voice = Voice.objects.create(statement=said, kind="agree", at=at)
    correction = Correction.objects.create(meeting=meeting, statement=said, words="Ik zei iets anders.", made_at=at)
    day = ForumDay.objects.create(
        title="Forumdag werk", theme="work", held_on=today, place="Gent", state="open", made_at=at, made_by=worker,
        host=worker.memberships.get().organisation,
    )  # fmt: skip
    came = ForumAssociation.objects.create(forum_day=day, association=association, name=association.name, people=6)
    table = ForumTable.objects.create(forum_day=day, number=1, topic="Werk dat past")
    heard = Statement.objects.create(table=table, words="De bus komt te laat.", said_at=at, received_at=at)
    clash = StatementClash.objects.create(
        statement=heard, base_version=1, words="De bus komt niet.", said_at=at, received_at=at
    )
    recommendation = Recommendation.objects.create(
        number=1, forum_day=day, title="Bussen voor wie vroeg werkt", words="Laat de eerste bus vroeger rijden.", theme="mobility",
        policy_domain="mobility", addressee=make_addressee(), owner=worker, state="proposed", review_on=today + timedelta(days=90),
        made_at=at, made_by=worker, proposed_at=at,
    )  # fmt: skip
    evidence = Evidence.objects.create(recommendation=recommendation, kind="source", words="Een rapport", source="Invented 2025",
                                       added_at=at)  # fmt: skip
    follow_up = FollowUp.objects.create(
        recommendation=recommendation, at=at, by=worker, state="proposed", words="Voorgelegd."
    )
    dossier = Dossier.objects.create(slug="werk", title="Werk dat past", summary="Kort.", made_at=at, made_by=worker)
    block = str(new_id())
    blocks = [{"id": block, "kind": "text", "is_aside": False, "words": "Iemand luistert[^a]."}]
    chapter = Chapter.objects.create(dossier=dossier, position=1, title="Gehoord worden", blocks=blocks)
    footnote = Footnote.objects.create(dossier=dossier, mark="a", words="Een bron")
    publish(dossier, by=worker, at=at)
    of_day = {
        "pk": day.pk,
        "table": table.pk,
        "association": came.pk,
        "statement": heard.pk,
        "clash": clash.pk,
        "token": "onbekend",
    }
    of_recommendation = {
        "pk": recommendation.pk,
        "evidence": evidence.pk,
        "follow_up": follow_up.pk,
        "statement": heard.pk,
    }
    return {
        "groepen": {"pk": group.pk},
        "groepsgesprekken": {
            "pk": meeting.pk,
            "point": point.pk,
            "statement": said.pk,
            "voice": voice.pk,
            "correction": correction.pk,
        },
        "forumdagen": of_day,
        "tafel": {**of_day, "token": signs_of(renew_link(table, by=worker, at=at))},
        "aanbevelingen": of_recommendation,
        "dossiers": {
            "pk": dossier.pk,
            "chapter": chapter.pk,
            "footnote": footnote.pk,
            "block": block,
            "kind": "text",
            "slug": dossier.slug,
            "edition": 1,
        },
    }
