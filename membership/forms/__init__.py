"""Forms of membership."""

from membership.forms.application import (
    PAPER_FIELDS,
    AcquaintanceForm,
    DetailsForm,
    GroundForm,
    PaperForm,
    RecommendationForm,
)
from membership.forms.certificates import (
    BatchForm,
    CertificateFilter,
    DuplicateForm,
    HandoverForm,
    SignersForm,
    chosen_certificates,
)
from membership.forms.consideration import (
    AnswerForm,
    LapseForm,
    LetterForm,
    ProposalForm,
    RemarkForm,
    ReturnForm,
)
from membership.forms.endings import ConsentForm, ExitForm, PaperExitForm
from membership.forms.order import OrderForm, VoidForm

__all__ = [
    "PAPER_FIELDS",
    "AcquaintanceForm",
    "AnswerForm",
    "BatchForm",
    "CertificateFilter",
    "ConsentForm",
    "DetailsForm",
    "DuplicateForm",
    "ExitForm",
    "GroundForm",
    "HandoverForm",
    "LapseForm",
    "LetterForm",
    "OrderForm",
    "PaperExitForm",
    "PaperForm",
    "ProposalForm",
    "RecommendationForm",
    "RemarkForm",
    "ReturnForm",
    "SignersForm",
    "VoidForm",
    "chosen_certificates",
]
