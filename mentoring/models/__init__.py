"""The records of mentoring."""

from mentoring.models.help import HelpEntry, HelpFile, HelpPlanLine, SilenceLetter
from mentoring.models.pair import Pair
from mentoring.models.pair_ending import PairEnding
from mentoring.models.pair_list import ForbiddenPair, PairList, PairRemark, ProposedPair
from mentoring.models.stewards import DutyLine, DutyList, DutyOutput, ProcessDuty
from mentoring.models.terms import MentorTerms

__all__ = [
    "DutyLine", "DutyList", "DutyOutput", "ForbiddenPair", "HelpEntry", "HelpFile", "HelpPlanLine", "MentorTerms",
    "Pair", "PairEnding", "PairList", "PairRemark", "ProcessDuty", "ProposedPair", "SilenceLetter",
]  # fmt: skip
