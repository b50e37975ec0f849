"""The words that rules, states and records of internal quality assurance share."""

from __future__ import annotations

from typing import Final

INITIAL, SECONDARY, HIGHER = "initial", "secondary", "higher"
LEVELS: Final = (INITIAL, SECONDARY, HIGHER)
ACADEMIC, PEDAGOGICAL = "academic", "pedagogical"
POLICY, MANUAL, STRATEGIC_PLAN = "policy", "manual", "strategic_plan"
COUNCIL, HEAD = "council", "head"
APPROVED, WITH_CHANGES, RETURNED = "approved", "with_changes", "returned"
CORE, SUPPORT = "core", "support"
HIGHER_BETTER, LOWER_BETTER, IN_RANGE = "higher", "lower", "range"
ALL_FOUR, POLICY_ONLY = "all_four", "policy_only"
MET, PART, MISSING, UNKNOWN, OWN = "met", "part", "missing", "unknown", "own"
MONTH, QUARTER, TERM, YEAR = "month", "quarter", "term", "year"
REACHED, NEAR, FAR, NO_DATA, NO_TARGET = "reached", "near", "far", "no_data", "no_target"
BETTER, SAME, WORSE = "better", "same", "worse"
