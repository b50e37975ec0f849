"""Papers of membership and the facts they are made from."""

from membership.papers.application import (
    D01,
    addressee,
    application_facts,
    ground_text,
    is_current,
    is_told,
)
from membership.papers.certificate import (
    D07,
    certificate_facts,
)
from membership.papers.letters import (
    D04,
    D05,
    candidate_facts,
    letter_facts,
)
from membership.papers.order import (
    D06,
    order_facts,
)

__all__ = [
    "D01",
    "D04",
    "D05",
    "D06",
    "D07",
    "addressee",
    "application_facts",
    "candidate_facts",
    "certificate_facts",
    "ground_text",
    "is_current",
    "is_told",
    "letter_facts",
    "order_facts",
]
