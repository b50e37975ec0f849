"""What the statute leaves open: each option with its clause, the choices there are, and the one taken first.

The values in force are a version of the rule set (models.RuleSet); a version comes from a decision of the Presidium.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from association.options import Choice, Option, Section, Value


def _switch(key: str, clause: str, name: Any, off: Any, on: Any) -> Option:
    return Option(key, clause, name, False, (Choice(False, _("No"), off), Choice(True, _("Yes"), on)))


MEETINGS: Final = Section(
    _("Meetings and votes"),
    (
        Option(
            "quorum_base", "A-4.7", _("What the quorum is counted from"), "filled",
            (
                Choice("filled", _("seats filled on the day"), _("A vacant seat is not counted; who is absent is.")),
                Choice("all_seats", _("all seats"), _("Vacant seats are counted too, as the number of seats says.")),
            ),
        ),
        Option(
            "presidium_seats", "A-3.4b", _("Number of seats of the Presidium"), 0, least=0, most=1000,
            meaning=_("0 means that the number is not settled: there are as many seats as are filled."),
        ),
        Option(
            "decision_rule", "A-4.9b", _("When a decision is adopted"), "half_of_present",
            (
                Choice(
                    "half_of_present", _("at least half of those present"),
                    _("The text of the statute: three for of six present are enough, also against three."),
                ),
                Choice(
                    "strict", _("more than half of those present"),
                    _("As the Civil Code asks of meetings (181.2): exactly half is not enough."),
                ),
            ),
        ),
        Option(
            "target_seat", "A-3.14", _("The seat of an organisation to be excluded"), "stays",
            (
                Choice("stays", _("stays in the roster"), _("Two thirds are counted from the whole Presidium.")),
                Choice("recused", _("is left out on both sides"), _("Neither its consent nor its seat is counted.")),
            ),
        ),
        Option(
            "quarter_starts", "A-4.2a.1", _("Which quarters are meant"), 1,
            (
                Choice(1, _("calendar quarters"), _("The first one begins on 1 January.")),
                Choice(9, _("quarters of the academic year"), _("The first one begins on 1 September.")),
            ),
        ),
        _switch(
            "count_extraordinary", "A-4.2a.1", _("An extraordinary meeting keeps the quarter"),
            _("Only an ordinary meeting that was held does."), _("Any meeting that was held does."),
        ),
        _switch(
            "count_failed", "A-4.2a.1", _("A meeting that failed for want of a quorum keeps the quarter"),
            _("It must have been held."), _("It is enough that it was called."),
        ),
        _switch(
            "elect_presiding", "A-4.6", _("Those present may choose who presides"),
            _("Without chair and deputy a meeting is not opened; the founding general meeting is excepted."),
            _("Without chair and deputy those present choose who presides."),
        ),
        Option(
            "minutes_due_mode", "A-4.10a", _("How the five days for the minutes are counted"), "rollover",
            (
                Choice(
                    "rollover", _("calendar days, then the next working day"),
                    _("A term that ends on a day off ends on the working day after it (Civil Code 193)."),
                ),
                Choice("calendar", _("calendar days"), _("The fifth day is the last one, also when it is a day off.")),
                Choice("working", _("working days"), _("Days off are not counted.")),
            ),
        ),
        Option(
            "minutes_remarks", "A-4.10b", _("Remarks of participants before the minutes are signed"), "shown",
            (
                Choice("shown", _("when the draft was shown"), _("A draft that was shown is held for its time.")),
                Choice("always", _("always"), _("Every draft is shown and held for its time.")),
                Choice("never", _("no time is held"), _("Only remarks without an answer hold the minutes.")),
            ),
        ),
        Option(
            "minutes_remark_hours", "A-4.10b", _("Hours for remarks on the draft of the minutes"), 48, least=1,
            most=120, meaning=_("Shorter when every participant has said that there are no remarks."),
        ),
        Option(
            "retention_mode", "A-4.10c", _("How the three years of keeping the minutes are counted"), "archival",
            (
                Choice(
                    "archival", _("from 1 January after the year of the minutes"),
                    _("The archival count; it is never shorter than three years from the day of the minutes."),
                ),
                Choice("anniversary", _("from the day of the minutes"), _("They end on the same day and month.")),
            ),
        ),
    ),
)  # fmt: skip

ELECTIONS: Final = Section(
    _("Elections and terms"),
    (
        Option(
            "presidium_composition", "A-3.4b", _("Who sits in the Presidium"), "elected",
            (
                Choice("elected", _("heads elected by the general meeting"), _("A seat needs more than half (5.6.5).")),
                Choice("all", _("the head of every member organisation"), _("A new head takes the seat by itself.")),
            ),
        ),
        Option(
            "chair_rule", "A-3.6", _("When the chair is elected"), "majority",
            (
                Choice("majority", _("by more than half of the organisations present")),
                Choice("half_of_present", _("by at least half of the organisations present")),
            ),
        ),
        Option(
            "after_expiry", "A-3.6", _("When a term of three years has ended without an election"),
            "acting_until_election",
            (
                Choice(
                    "acting_until_election", _("the holder goes on until the election"),
                    _("A warning stands on the desk until the election."),
                ),
                Choice("vacate", _("the office falls vacant"), _("The deputy acts for the chair.")),
            ),
        ),
    ),
)  # fmt: skip

MEMBERSHIP: Final = Section(
    _("Membership"),
    (
        Option(
            "min_members", "A-3.12", _("Least number of member organisations"), 5, least=1, most=1000,
            meaning=_("Below it the portal warns and asks for a confirmation; nobody is kept from leaving."),
        ),
        Option(
            "membership_effective", "A-3.3", _("From which day membership holds"), "order",
            (
                Choice("order", _("from the day of the order"), _("The order approves the composition.")),
                Choice("decision", _("from the day of the decision"), _("Once the order is entered.")),
            ),
        ),
        Option(
            "trained_specialists", "A-3.2.3", _("Trained specialists a candidate shows"), 1, least=1, most=50,
            meaning=_("The statute gives no number; each one is shown by a document of training."),
        ),
        _switch(
            "require_certificate", "A-1.2b", _("A QMS certificate is asked of every applicant"),
            _("Clause 3.1 admits organisations without one too."),
            _("An applicant without a certificate in force is marked with a warning."),
        ),
        _switch(
            "direct_needs_conclusion", "A-3.1.4", _("Direct applicants need a conclusion of experts"),
            _("Only candidates need one."), _("Every application waits for a positive conclusion."),
        ),
        _switch(
            "voluntary_exit_requires_consent", "A-3.15.2", _("Leaving by own wish needs the consent of the Presidium"),
            _("The head's application is enough; no vote is held."), _("Clause 3.14 is read to cover own wish too."),
        ),
        Option("request_days_ahead", "A-5.2.1", _("Least working days for answering a request"), 5, least=1, most=60,
               meaning=_("The statute gives no number; the due day of a request is never sooner.")),
        _switch(
            "publish_former_members", "A-1.4", _("The public register shows former members"),
            _("The page of an organisation closes with its membership."), _("Its page says from when to when."),
        ),
    ),
)  # fmt: skip

MENTORING: Final = Section(
    _("Mentoring"),
    (
        Option(
            "pair_count_basis", "A-3.16d", _("Which mentors the balance of pairs counts"), "available",
            (
                Choice("available", _("certified members that take candidates")),
                Choice("certified", _("all certified members")),
            ),
        ),
        Option(
            "pair_cap", "A-3.16e", _("The most pairs one organisation may have"), "advised",
            (
                Choice(
                    "advised", _("the even share, rounded up"),
                    _("Three mentors and five candidates: at most two candidates for a mentor."),
                ),
                Choice(
                    "off", _("no limit on the less numerous side"), _("The more numerous side has one in any case."),
                ),
            ),
        ),
        Option(
            "pair_distance_km", "A-3.16c", _("Within how many kilometres districts count as one territory"), 100,
            least=0, most=1000,
            meaning=_("Counted between the centres of the districts; 0 leaves one district and its neighbours."),
        ),
        Option(
            "pair_silence_days", "A-3.16b", _("Days without help after which both sides of a pair are asked"), 30,
            least=7, most=180,
        ),
    ),
)  # fmt: skip

PLANNING: Final = Section(
    _("Planning"),
    (
        Option(
            "academic_year_starts", "A-4.1a", _("When the academic year begins"), 9,
            (
                Choice(9, _("on 1 September"), _("The plan is made from 1 September to 31 August.")),
                Choice(8, _("on 1 August"), _("The plan is made from 1 August to 31 July.")),
                Choice(1, _("on 1 January"), _("The plan is made for the calendar year.")),
            ),
        ),
        Option(
            "plan_agreements", "A-4.1b", _("Whose agreement the annual plan needs"), "both",
            (
                Choice(
                    "both", _("the Education Quality Council and the head of the department"),
                    _("The chair approves when both have agreed (4.1 and 4.3)."),
                ),
                Choice(
                    "head", _("the head of the department alone"), _("The word of the council is recorded when given.")
                ),
                Choice(
                    "council", _("the Education Quality Council alone"),
                    _("The word of the head is recorded when given."),
                ),
            ),
        ),
    ),
)  # fmt: skip

EVENTS: Final = Section(
    _("Events"),
    (
        Option(
            "event_report_days", "A-5.3.5", _("Days for the report on an event"), 10, least=1, most=60,
            meaning=_("Calendar days after the last day; a term that ends on a day off ends on the working day after."),
        ),
    ),
)  # fmt: skip

SECTIONS: Final = (MEETINGS, ELECTIONS, MEMBERSHIP, MENTORING, PLANNING, EVENTS)
OPTIONS: Final[dict[str, Option]] = {one.key: one for section in SECTIONS for one in section.options}
DEFAULTS: Final[dict[str, Value]] = {key: one.default for key, one in OPTIONS.items()}


def value_of(values: Mapping[str, Any], key: str) -> Any:
    """What a version says of an option; a version made before the option was known says its default."""
    return values.get(key, OPTIONS[key].default)
