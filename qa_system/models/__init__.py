"""The records of internal quality assurance."""

from qa_system.models.body import (
    BodyFunction,
    BodyMember,
    Commission,
    CommissionMember,
    QualityBody,
    WorkPlan,
    WorkPlanItem,
)
from qa_system.models.compliance import (
    BudgetLine,
    Declaration,
    Jurisdiction,
    MinistryRemark,
)
from qa_system.models.council import (
    CouncilDecision,
    Publication,
    Submission,
)
from qa_system.models.document import (
    Acknowledgement,
    DocumentVersion,
    QaDocument,
)
from qa_system.models.process import (
    Area,
    Indicator,
    Process,
    ProcessLink,
    ProcessStep,
    Resource,
    Risk,
    Stage,
    Target,
)
from qa_system.models.system import (
    QaRole,
    QaSystem,
    Requirement,
    Staff,
    Stakeholder,
    StrategicGoal,
)

__all__ = [
    "Acknowledgement",
    "Area",
    "BodyFunction",
    "BodyMember",
    "BudgetLine",
    "Commission",
    "CommissionMember",
    "CouncilDecision",
    "Declaration",
    "DocumentVersion",
    "Indicator",
    "Jurisdiction",
    "MinistryRemark",
    "Process",
    "ProcessLink",
    "ProcessStep",
    "Publication",
    "QaDocument",
    "QaRole",
    "QaSystem",
    "QualityBody",
    "Requirement",
    "Resource",
    "Risk",
    "Staff",
    "Stage",
    "Stakeholder",
    "StrategicGoal",
    "Submission",
    "Target",
    "WorkPlan",
    "WorkPlanItem",
]
