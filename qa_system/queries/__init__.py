"""Reads of internal quality assurance, all as of a day."""

from qa_system.queries.compliance import Line, compliance, declarations, readiness
from qa_system.queries.facts import Facts, academic_year, facts_of
from qa_system.queries.own import systems_of

__all__ = ["Facts", "Line", "academic_year", "compliance", "declarations", "facts_of", "readiness", "systems_of"]
