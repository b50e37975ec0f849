"""The records of the ground floor."""

from association.models.agreement import Agreement, AgreementParty, Obligation
from association.models.association import Association, RuleSet
from association.models.audit_entry import AuditEntry, AuditPayload
from association.models.authority import Authority, AuthorityName, Official
from association.models.basis import Basis
from association.models.bundle import ARCHIVE_DAYS, Bundle
from association.models.calendar_day import CalendarDay
from association.models.council import CouncilSitting
from association.models.dated import DatedModel, DatedQuerySet
from association.models.district import District
from association.models.event import Event, EventDocument, EventOrganiser
from association.models.event_entry import EventConsent, EventEntry, EventFeedback
from association.models.event_report import EventReport
from association.models.file_plan import FileKind, FilePlan, LegalHold
from association.models.group import GroupNote, GroupProposal, GroupSeat, GroupTask, WorkingGroup
from association.models.information_request import (
    InformationRequest,
    RequestAddressee,
    RequestAnswer,
    RequestField,
    RequestReply,
)
from association.models.job import Job, Letter, PostedKey
from association.models.legal_base import LegalBase
from association.models.letter_out import LetterCopy, LetterFile, OutgoingLetter
from association.models.library import LibraryItem, QmsProcess
from association.models.organisation import (
    Address,
    Organisation,
    OrganisationGroupObjectPermission,
    OrganisationName,
    OrganisationUserObjectPermission,
)
from association.models.organisation_import import ImportOutcome, ImportRow, OrganisationImport
from association.models.paper import Paper, Signature
from association.models.partner import Partner
from association.models.person import Headship, Person
from association.models.plan import AnnualPlan, PlanAgreement, PlanFact, PlanItem
from association.models.proposal import Proposal
from association.models.register_entry import Counter, Dispatch, RecordFile, RegisterEntry, Routing
from association.models.reorganisation import Reorganisation, Succession
from association.models.seal import Seal, SealedEntry
from association.models.stored_file import StoredFile
from association.models.tags import Function, Task
from association.models.user import Invitation, RoleGrant, User
from association.models.write_off import CommissionMember, ErasedRow, WriteOffAct, WriteOffLine

__all__ = [
    "ARCHIVE_DAYS", "Address", "Agreement", "AgreementParty", "AnnualPlan", "Association", "AuditEntry",
    "AuditPayload", "Authority", "AuthorityName", "Basis", "Bundle", "CalendarDay", "CommissionMember",
    "CouncilSitting", "Counter", "DatedModel", "DatedQuerySet", "Dispatch", "District", "ErasedRow", "Event",
    "EventConsent", "EventDocument", "EventEntry", "EventFeedback", "EventOrganiser", "EventReport", "FileKind",
    "FilePlan", "Function", "GroupNote", "GroupProposal", "GroupSeat", "GroupTask", "Headship", "ImportOutcome",
    "ImportRow", "InformationRequest", "Invitation", "Job", "LegalBase", "LegalHold", "Letter", "LetterCopy",
    "LetterFile", "LibraryItem", "Obligation", "Official", "Organisation", "OrganisationGroupObjectPermission",
    "OrganisationImport", "OrganisationName", "OrganisationUserObjectPermission", "OutgoingLetter", "Paper",
    "Partner", "Person", "PlanAgreement", "PlanFact", "PlanItem", "PostedKey", "Proposal", "QmsProcess",
    "RecordFile", "RegisterEntry", "Reorganisation", "RequestAddressee", "RequestAnswer", "RequestField",
    "RequestReply", "RoleGrant", "Routing", "RuleSet", "Seal", "SealedEntry", "Signature", "StoredFile",
    "Succession", "Task", "User", "WorkingGroup", "WriteOffAct", "WriteOffLine",
]  # fmt: skip
