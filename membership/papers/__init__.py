"""Papers of membership and the facts they are made from."""

from membership.papers.application import (
    D01,
    D02,
    addressee,
    application_facts,
    ground_text,
    inventory_facts,
    is_current,
    is_told,
    stamped_facts,
)
from membership.papers.certificate import (
    D07,
    D08,
    certificate_facts,
    register_facts,
)
from membership.papers.conclusion import (
    D03,
    conclusion_facts,
    documents_of,
)
from membership.papers.ending import (
    D29,
    D30,
    ending_letter_facts,
    withdrawal_facts,
)
from membership.papers.letters import (
    D04,
    D05,
    first_words,
    kind_of,
    letter_facts,
)
from membership.papers.order import (
    D06,
    order_facts,
)
from membership.papers.registers import (
    D09,
    MOST_PARTS,
    MOST_ROWS,
    in_parts,
    members_facts,
    part_title,
)
from membership.papers.submission import (
    Change,
    changed_targets,
    changes,
    snapshot,
    told,
)

__all__ = [
    "D01",
    "D02",
    "D03",
    "D04",
    "D05",
    "D06",
    "D07",
    "D08",
    "D09",
    "D29",
    "D30",
    "MOST_PARTS",
    "MOST_ROWS",
    "Change",
    "addressee",
    "application_facts",
    "certificate_facts",
    "changed_targets",
    "changes",
    "conclusion_facts",
    "documents_of",
    "ending_letter_facts",
    "first_words",
    "ground_text",
    "in_parts",
    "inventory_facts",
    "is_current",
    "is_told",
    "kind_of",
    "letter_facts",
    "members_facts",
    "order_facts",
    "part_title",
    "register_facts",
    "snapshot",
    "stamped_facts",
    "told",
    "withdrawal_facts",
]
