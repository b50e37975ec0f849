"""Forms of membership."""

from membership.forms.application import (
    PAPER_FIELDS,
    AcquaintanceForm,
    DetailsForm,
    GroundForm,
    PaperForm,
    RecommendationForm,
)
from membership.forms.consideration import (
    ReturnForm,
)
from membership.forms.order import (
    OrderForm,
)

__all__ = [
    "PAPER_FIELDS",
    "AcquaintanceForm",
    "DetailsForm",
    "GroundForm",
    "OrderForm",
    "PaperForm",
    "RecommendationForm",
    "ReturnForm",
]
