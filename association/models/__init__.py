"""The records of the ground floor."""

from association.models.association import Association, RuleSet
from association.models.audit_entry import AuditEntry, AuditPayload
from association.models.authority import Authority, AuthorityName, Official
from association.models.basis import Basis
from association.models.bundle import ARCHIVE_DAYS, Bundle
from association.models.calendar_day import CalendarDay
from association.models.dated import DatedModel, DatedQuerySet
from association.models.district import District
from association.models.job import Job, Letter, PostedKey
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
from association.models.person import Headship, Person
from association.models.register_entry import Counter, RegisterEntry
from association.models.reorganisation import Reorganisation, Succession
from association.models.seal import Seal, SealedEntry
from association.models.stored_file import StoredFile
from association.models.tags import Function, Task
from association.models.user import Invitation, RoleGrant, User

__all__ = [
    "ARCHIVE_DAYS", "Address", "Association", "AuditEntry", "AuditPayload", "Authority", "AuthorityName", "Basis",
    "Bundle", "CalendarDay", "Counter", "DatedModel", "DatedQuerySet", "District", "Function", "Headship",
    "ImportOutcome",
    "ImportRow", "Invitation", "Job", "Letter", "LibraryItem", "Official", "Organisation",
    "OrganisationGroupObjectPermission", "OrganisationImport", "OrganisationName", "OrganisationUserObjectPermission",
    "Paper", "Person", "PostedKey", "QmsProcess", "RegisterEntry", "Reorganisation", "RoleGrant", "RuleSet", "Seal",
    "SealedEntry", "Signature", "StoredFile", "Succession", "Task", "User",
]  # fmt: skip
