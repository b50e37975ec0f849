"""The records of membership."""

from membership.models.application import Application, ApplicationPaper
from membership.models.certificate import Certificate, CertificateDuplicate
from membership.models.certificate_batch import CertificateBatch, CertificateBatchLine
from membership.models.ending import Withdrawal
from membership.models.experts import Conclusion, ExpertAssignment
from membership.models.letter import DecisionLetter, LetterText
from membership.models.membership import Membership
from membership.models.order import Order, OrderLine
from membership.models.qms import Certification, CertificationAudit, CertificationStop, MembershipGround
from membership.models.remark import Remark, RemarkAnswer, Submission, target_names

__all__ = [
    "Application",
    "ApplicationPaper",
    "Certificate",
    "CertificateBatch",
    "CertificateBatchLine",
    "CertificateDuplicate",
    "Certification",
    "CertificationAudit",
    "CertificationStop",
    "Conclusion",
    "DecisionLetter",
    "ExpertAssignment",
    "LetterText",
    "Membership",
    "MembershipGround",
    "Order",
    "OrderLine",
    "Remark",
    "RemarkAnswer",
    "Submission",
    "Withdrawal",
    "target_names",
]
