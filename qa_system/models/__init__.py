"""The records of internal quality assurance."""

from qa_system.models.annual import (
    AnnualReport,
    ReportedFinding,
)
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
from qa_system.models.finding import (
    Finding,
    ImprovementAction,
)
from qa_system.models.monitoring import (
    IndicatorFact,
    PeriodReview,
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
    "AnnualReport",
    "Area",
    "BodyFunction",
    "BodyMember",
    "BudgetLine",
    "Commission",
    "CommissionMember",
    "CouncilDecision",
    "Declaration",
    "DocumentVersion",
    "Finding",
    "ImprovementAction",
    "Indicator",
    "IndicatorFact",
    "Jurisdiction",
    "MinistryRemark",
    "PeriodReview",
    "Process",
    "ProcessLink",
    "ProcessStep",
    "Publication",
    "QaDocument",
    "QaRole",
    "QaSystem",
    "QualityBody",
    "ReportedFinding",
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
