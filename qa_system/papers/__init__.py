"""Papers of internal quality assurance: what is declared, and the facts each is printed from."""

from qa_system.papers.bodies import Q01, order_facts
from qa_system.papers.decisions import Q12, extract_facts
from qa_system.papers.documents import MANUAL, OTHER, POLICY, kind_of, version_facts
from qa_system.papers.plans import Q15, plan_facts
from qa_system.papers.processes import Q04, Q05, card_facts, passport_facts
from qa_system.papers.registers import Q13, register_facts
from qa_system.papers.words import ALIKE, SIGNS, obstacle, printable

__all__ = [
    "ALIKE",
    "MANUAL",
    "OTHER",
    "POLICY",
    "Q01",
    "Q04",
    "Q05",
    "Q12",
    "Q13",
    "Q15",
    "SIGNS",
    "card_facts",
    "extract_facts",
    "kind_of",
    "obstacle",
    "order_facts",
    "passport_facts",
    "plan_facts",
    "printable",
    "register_facts",
    "version_facts",
]
