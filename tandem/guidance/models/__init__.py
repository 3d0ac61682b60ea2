from tandem.guidance.models.file import ClientFile, FileAccess, FileItem, ItemAccess
from tandem.guidance.models.lifted_signal import LiftedSignal
from tandem.guidance.models.network import (
    Handover,
    NetworkMember,
    Read,
    ReadQuestion,
    Share,
    StoryRequest,
    ThreadMark,
)
from tandem.guidance.models.partnership import (
    ExtraDomain,
    HealthAccessCategory,
    Partnership,
    PartnershipArea,
    PartnershipMember,
)
from tandem.guidance.models.plan import (
    Barrier,
    BarrierEdge,
    Decision,
    DomainView,
    Expectation,
    FileDocument,
    ItemVersion,
    Mishap,
    OrganisationNo,
    OtherView,
    Proposal,
    ServiceStop,
    Step,
    StepMoney,
    StoryBlock,
    Wish,
)
from tandem.guidance.models.talk import (
    AgendaPoint,
    Agreement,
    AgreementAnswer,
    Appointment,
    HeardAnswer,
    HeardCheck,
    HeardCount,
    Message,
    Promise,
    Talk,
)

__all__ = [
    "AgendaPoint", "Agreement", "AgreementAnswer", "Appointment", "Barrier", "BarrierEdge", "ClientFile", "Decision",
    "DomainView", "Expectation", "ExtraDomain", "FileAccess", "FileDocument", "FileItem", "Handover",
    "HealthAccessCategory", "HeardAnswer", "HeardCheck", "HeardCount", "ItemAccess", "ItemVersion", "LiftedSignal", "Message",
    "Mishap", "NetworkMember", "OrganisationNo", "OtherView", "Partnership", "PartnershipArea", "PartnershipMember",
    "Promise", "Proposal", "Read", "ReadQuestion", "ServiceStop", "Share", "Step", "StepMoney", "StoryBlock",
    "StoryRequest", "Talk", "ThreadMark", "Wish",
]  # fmt: skip
