from tandem.programmes.models.application import Application
from tandem.programmes.models.report import Recommendation, Report, ReportVersion
from tandem.programmes.models.settlement import Settlement, SettlementLine, SettlementRemark
from tandem.programmes.models.template import ProgrammeTemplate
from tandem.programmes.models.trajectory import Message, PhaseDecision, Trajectory, Turn

__all__ = [
    "Application",
    "Message",
    "PhaseDecision",
    "ProgrammeTemplate",
    "Recommendation",
    "Report",
    "ReportVersion",
    "Settlement",
    "SettlementLine",
    "SettlementRemark",
    "Trajectory",
    "Turn",
]
