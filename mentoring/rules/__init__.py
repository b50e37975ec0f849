"""The clauses of mentoring as pure functions: pairs and their balance, help, stewards of processes."""

from mentoring.rules.balance import (
    CANDIDATES_MORE,
    CAP_ADVISED,
    CAP_OFF,
    EQUAL,
    MENTORS_MORE,
    NOBODY,
    Bounds,
    bounds_of,
    is_balance_kept,
    is_even,
    may_pair,
    side_of,
)
from mentoring.rules.help import (
    AREAS,
    MOST_FILES,
    is_help_described,
    is_journal_open,
    is_line_planned,
    may_change_entry,
    plan_days,
)
from mentoring.rules.pairs import (
    CANDIDATE_LEFT,
    CERTIFIED,
    CHOSEN,
    DECISION,
    END_CLAUSES,
    JOINED,
    MENTOR_LEFT,
    SECTOR,
    SILENCE,
    TERRITORY,
    has_ground,
    is_approved,
    is_mentor_sound,
    is_silent,
    may_agree,
    may_be_mentored,
    may_mentor,
    may_record_help,
    pair_ends_on,
)
from mentoring.rules.stewards import (
    FIRST_OUTPUT_DAYS,
    OUTPUTS,
    is_assigned_at_meeting,
    is_every_member_steward,
    is_output_awaited,
    is_supported,
    may_close_process,
    may_give_material,
    may_steward,
)

__all__ = [
    "AREAS", "CANDIDATES_MORE", "CANDIDATE_LEFT", "CAP_ADVISED", "CAP_OFF", "CERTIFIED", "CHOSEN", "DECISION",
    "END_CLAUSES", "EQUAL", "FIRST_OUTPUT_DAYS", "JOINED", "MENTORS_MORE", "MENTOR_LEFT", "MOST_FILES", "NOBODY",
    "OUTPUTS", "SECTOR", "SILENCE", "TERRITORY", "Bounds", "bounds_of", "has_ground", "is_approved",
    "is_assigned_at_meeting", "is_balance_kept", "is_even", "is_every_member_steward", "is_help_described",
    "is_journal_open", "is_line_planned", "is_mentor_sound", "is_output_awaited", "is_silent", "is_supported",
    "may_agree", "may_be_mentored", "may_change_entry", "may_close_process", "may_give_material", "may_mentor",
    "may_pair", "may_record_help", "may_steward", "pair_ends_on", "plan_days", "side_of",
]  # fmt: skip
