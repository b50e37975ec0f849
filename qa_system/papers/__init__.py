"""Papers of internal quality assurance: what is declared, and the facts each is printed from."""

from qa_system.papers.annual import Q10, annual_facts, report_texts, report_title
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
    "Q10",
    "Q12",
    "Q13",
    "Q15",
    "SIGNS",
    "annual_facts",
    "card_facts",
    "extract_facts",
    "kind_of",
    "obstacle",
    "order_facts",
    "passport_facts",
    "plan_facts",
    "printable",
    "register_facts",
    "report_texts",
    "report_title",
    "version_facts",
]
