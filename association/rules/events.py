"""Rules and life cycles of events: announcement, registration, feedback, report, the yearly conference (A-2.3.3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.calendar import Span
from association.states import step
from association.statute import Verdict, altai, say

DRAFT, ANNOUNCED, HELD, CANCELLED, REPORTED = "draft", "announced", "held", "cancelled", "reported"
ASKED, ENTERED, WAITING, GONE = "asked", "entered", "waiting", "gone"
TEXT, OFFERED, SIGNED = "text", "offered", "signed"
KINDS: Final = ("conference", "seminar", "round_table", "exhibition", "other")
LEVELS: Final = ("municipal", "regional", "interregional", "federal")
PROGRAMME: Final = "programme"
ORGANISES: Final = "organise_event"

EVENT_STEPS: Final = {
    "announce": step(DRAFT, to=ANNOUNCED, right=ORGANISES),
    "cancel": step(DRAFT, ANNOUNCED, to=CANCELLED, right=ORGANISES),
    "hold": step(ANNOUNCED, to=HELD, right=ORGANISES),
    "report": step(HELD, to=REPORTED, right=None),
}
ENTRY_STEPS: Final = {
    "enter": step(ASKED, WAITING, to=ENTERED, right=None),
    "queue": step(ASKED, to=WAITING, right=None),
    "leave": step(ASKED, ENTERED, WAITING, to=GONE, right=None),
}
REPORT_STEPS: Final = {
    "offer": step(TEXT, to=OFFERED, right=ORGANISES),
    "reopen": step(OFFERED, to=TEXT, right=ORGANISES),
    "sign": step(OFFERED, to=SIGNED, right=ORGANISES),
}

# What participants give a score of 1 to 5 for, in the order of the questionnaire.
CRITERIA: Final[dict[str, object]] = {
    "content": pgettext_lazy("feedback", "content of the programme"),
    "speakers": pgettext_lazy("feedback", "speakers and leaders"),
    "usefulness": pgettext_lazy("feedback", "use for one's own work"),
    "organisation": pgettext_lazy("feedback", "organisation of the event"),
}
LEAST, MOST = 1, 5
SHOWN_FROM: Final = 3  # with fewer answers a score would tell who gave it

# The questions of the Association's session within the conference, with their draft decisions (A-6.3c); Russian is the
# original of an agenda, Kyrgyz stands beside it.
CONFERENCE_QUESTIONS: Final = (
    (
        "О результатах анализа деятельности организаций – членов Ассоциации",
        "Принять к сведению результаты анализа деятельности организаций – членов Ассоциации.",
        "Ассоциацияга мүчө уюмдардын ишине жүргүзүлгөн талдоонун жыйынтыктары жөнүндө",
        "Ассоциацияга мүчө уюмдардын ишине жүргүзүлгөн талдоонун жыйынтыктары эске алынсын.",
    ),
    (
        "Об итогах работы Ассоциации за год",
        "Признать работу Ассоциации за год удовлетворительной, утвердить годовой отчёт.",
        "Ассоциациянын бир жылдык ишинин жыйынтыктары жөнүндө",
        "Ассоциациянын бир жылдык иши канааттандырарлык деп табылсын, жылдык отчет бекитилсин.",
    ),
    (
        "О планировании работы Ассоциации на следующий учебный год",
        "Одобрить основные направления плана работы на следующий учебный год.",
        "Ассоциациянын кийинки окуу жылындагы ишин пландаштыруу жөнүндө",
        "Кийинки окуу жылынын иш планынын негизги багыттары жактырылсын.",
    ),
)


@dataclass(frozen=True)
class Score:
    """What the answers say of one criterion; mean and median are kept in tenths, so that no float decides anything."""

    criterion: str
    answers: int
    mean_tenths: int
    median_tenths: int


@dataclass(frozen=True)
class Rate:
    """A part of a whole, with its share in tenths of a per cent, rounded half up."""

    part: int
    whole: int

    @property
    def per_mille(self) -> int:
        return (2000 * self.part + self.whole) // (2 * self.whole) if self.whole else 0


@altai("5.1.1", _("An event carries out a task or a function of the Association."), also=("2.3.3", "5.5.4"))
def is_within_powers(*, tasks: Collection[str], functions: Collection[str]) -> bool:
    """Whether the Association acts within its powers: at least one task or function of the statute is named."""
    return bool(tasks) or bool(functions)


@altai("6.2a", _("An event is of municipal, regional, interregional or federal level."))
def is_level_known(*, level: str) -> bool:
    """Whether the level of an event is one of the four."""
    return level in LEVELS


@altai("5.7.3", _("It is said where the event is held: at a member organisation or at another place."))
def has_place(*, has_venue: bool, place: str) -> bool:
    """Whether premises given by an organisation, or another place, are named."""
    return has_venue or bool(place.strip())


@altai("7.2.8", _("The programme of the event is kept with it."))
def has_programme(*, kinds: Collection[str]) -> bool:
    """Whether the programme is among the documents of an event; a note on its board, nothing waits for it."""
    return PROGRAMME in kinds


@altai("5.7.2", _("Member organisations take part in the events of the Association."))
def may_enter(*, state: str, closes_on: date, on: date, is_asked: bool) -> Verdict:
    """Whether people may be entered for an event on a day: it is announced, registration is open, they are asked."""
    if state != ANNOUNCED:
        return Verdict(False, sentence=say(_("Only an announced event takes participants.")))
    if on > closes_on:
        return Verdict(False, sentence=say(_("Registration closed on %(day)s."), day=closes_on))
    if not is_asked:
        return Verdict(False, sentence=say(_("Participants of this event are entered by the organisations asked.")))
    return Verdict(True)


@altai("5.7.2", _("Member organisations take part in the events of the Association."))
def participation(*, members: Collection[int], took_part: Collection[int]) -> Rate:
    """The rate of member organisations from which somebody was there."""
    return Rate(len(set(members) & set(took_part)), len(set(members)))


@altai("5.3.5", _("The effectiveness of an event is analysed by the answers of its participants."))
def scores_of(*, answers: Iterable[Mapping[str, int]]) -> tuple[Score, ...]:
    """Mean and median of every criterion, rounded half up; nothing from fewer than three answers."""
    rows = list(answers)
    if len(rows) < SHOWN_FROM:
        return ()
    return tuple(_score(key, [row[key] for row in rows]) for key in CRITERIA)


def _score(key: str, given: list[int]) -> Score:
    ordered, count = sorted(given), len(given)
    middle = (ordered[(count - 1) // 2] + ordered[count // 2]) * 5
    return Score(key, count, (20 * sum(given) + count) // (2 * count), middle)


@altai("5.3.5", _("Every criterion has a score from 1 to 5."))
def is_answer_whole(*, scores: Mapping[str, int]) -> bool:
    """Whether an answer scores each criterion, and nothing else, from 1 to 5."""
    return set(scores) == set(CRITERIA) and all(LEAST <= one <= MOST for one in scores.values())


@altai("5.3.5", _("The report on an event states results and effectiveness."), also=("7.2.4",))
def is_report_whole(*, results: str, effectiveness: str) -> Verdict:
    """Whether a report may be offered for signing."""
    missing = [
        name for name, text in ((_("results"), results), (_("effectiveness"), effectiveness)) if not text.strip()
    ]
    if missing:
        return Verdict(False, sentence=say(_("The report lacks its sections: %(names)s."), names=tuple(missing)))
    return Verdict(True)


@altai("5.3.5", _("The report on an event is signed in its term."), also=("7.2.4",))
def is_report_in_time(*, due_on: date, on: date) -> Verdict:
    """Whether a day lies within the term of the report; late is a fact to be shown, not a bar."""
    if on > due_on:
        late = (on - due_on).days
        message = _("The report was due on %(day)s; it is %(late)s days late.")
        return Verdict(False, sentence=say(message, day=due_on, late=late), needed=late)
    return Verdict(True, sentence=say(_("The report is due on %(day)s."), day=due_on))


@altai("6.3a", _("Every academic year the Association takes part in the interregional conference on quality."))
def has_conference(*, year: Span, days: Iterable[date]) -> Verdict:
    """Whether the academic year has the interregional conference, announced or held."""
    message = _("The academic year %(year)s has no interregional conference on the quality of education yet.")
    return Verdict(any(day in year for day in days), sentence=say(message, year=str(year)))


@altai("6.3c", _("The session within the conference hears the analysis, the results of the year and the next plan."))
def conference_questions(*, is_general: bool) -> tuple[tuple[str, str, str, str], ...]:
    """The questions put on the agenda of a session: title and draft decision, in Russian and in Kyrgyz."""
    return CONFERENCE_QUESTIONS if is_general else ()
