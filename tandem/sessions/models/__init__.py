from tandem.sessions.models.attendance import Attendance, AttendanceCorrection, AttendanceList, PaperScan
from tandem.sessions.models.calendar import CalendarFeed, SentInvitation
from tandem.sessions.models.evaluation import EvaluationForm, EvaluationResponse, EvaluationScan
from tandem.sessions.models.series import Booking, Duo, Participant, Series, Session

__all__ = [
    "Attendance",
    "AttendanceCorrection",
    "AttendanceList",
    "Booking",
    "CalendarFeed",
    "Duo",
    "EvaluationForm",
    "EvaluationResponse",
    "EvaluationScan",
    "PaperScan",
    "Participant",
    "SentInvitation",
    "Series",
    "Session",
]
