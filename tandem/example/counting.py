"""How much there is in the example, for the last lines of the command."""

from tandem.guidance.models import ClientFile
from tandem.identity.models import Organisation, Person
from tandem.kernel import access
from tandem.kernel.models import AuditEntry, OutgoingMail
from tandem.programmes.models import Application, Settlement, Trajectory
from tandem.sessions.models import Attendance, AttendanceList, EvaluationResponse, Session

COUNTED = {
    "organisaties": Organisation, "mensen": Person, "aanvragen": Application, "trajecten": Trajectory,
    "eigen dossiers": ClientFile, "bijeenkomsten": Session, "aanwezigheidslijsten": AttendanceList, "handtekeningen": Attendance,
    "antwoorden op de evaluatie": EvaluationResponse, "afrekeningen": Settlement, "mails": OutgoingMail,
    "regels in het logboek": AuditEntry,
}  # fmt: skip


def world_totals() -> list[tuple[str, int]]:
    """Name and number of rows of what people know."""
    with access.as_system():
        return [(name, model._default_manager.count()) for name, model in COUNTED.items()]
