"""The expert group: who may judge a package, what a conclusion must say, when it is final (A-3.1.4)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext_lazy as _

from association.statute import Phrase, Verdict, altai, say
from membership.rules.joining import NEGATIVE, POSITIVE, WITH_REMARKS

MET, PARTLY, NOT_MET = "met", "partly", "not_met"
MARKS: Final = (MET, PARTLY, NOT_MET)
RESULTS: Final = (POSITIVE, WITH_REMARKS, NEGATIVE)


class Criterion(NamedTuple):
    """One line of the conclusion: what is looked at, and the clause that asks for it."""

    key: str
    clause: str
    title: Phrase


# The statute names the papers and, in 3.16, what help to candidates is about; a rule set may give another list.
CRITERIA: Final = (
    Criterion("order", "A-3.2.1", say(_("The head's order sets up the quality council and names who is responsible"))),
    Criterion("plan", "A-3.2.2", say(_("The plan of developing and introducing the QMS is being carried out"))),
    Criterion("training", "A-3.2.3", say(_("Specialists are trained in quality management"))),
    Criterion("policy", "A-3.16b", say(_("There is a quality policy with goals, known to the staff"))),
    Criterion("documents", "A-3.1.3", say(_("The processes of the QMS are described in documents"))),
    Criterion("audits", "A-3.16b", say(_("The quality council and the internal auditors work by a plan"))),
    Criterion("analysis", "A-3.16b", say(_("Results are analysed; corrective and preventive actions follow"))),
)


@altai("3.1.4", _("Nobody judges the package of the own organisation or of the own mentee."))
def may_review(*, conflicts: Collection[Phrase]) -> Verdict:
    """Whether an expert stands free of the applicant; the sentence is the first conflict found."""
    found = tuple(conflicts)
    return Verdict(not found, sentence=found[0] if found else Phrase(""), inputs={"conflicts": found})


@altai("3.1.4", _("The package is given to experts after the application is registered."))
def may_be_assigned(*, is_registered: bool, is_expert: bool, is_settled: bool) -> Verdict:
    """Whether a package may get an expert now: registered, to an account of the group, no text awaiting signatures."""
    if not is_expert:
        return Verdict(False, sentence=say(_("This account does not hold the role of an expert.")))
    if is_registered and is_settled:
        return Verdict(False, sentence=say(_("The conclusion is offered for signing or signed; its group stays.")))
    return Verdict(is_registered)


@altai("3.1.4", _("A conclusion judges every criterion and says its result."))
def is_conclusion_complete(
    *, criteria: Iterable[Mapping[str, Any]], result: str, remarks: str, reason: str, max_row: int = 2000
) -> Verdict:
    """Whether the text may be offered for signing; a "no" says the first thing that is missing."""
    rows = list(criteria)
    facts = {"marks": tuple(str(row["mark"]) for row in rows), "result": result}

    def no(message: Any, **params: Any) -> Verdict:
        return Verdict(False, sentence=say(message, **params), inputs=facts)

    for number, row in enumerate(rows, 1):
        if row["mark"] not in MARKS:
            return no(_("Criterion %(number)s is not judged yet."), number=number)
        if row["mark"] != MET and not str(row["remark"]).strip():
            return no(_("Say in a remark what is lacking in criterion %(number)s."), number=number)
        if len(str(row["remark"])) > max_row:
            return no(_("The remark on criterion %(number)s is too long."), number=number)
    if result not in RESULTS:
        return no(_("Choose the result of the conclusion."))
    if result == NEGATIVE and not reason.strip():
        return no(_("A negative conclusion says why."))
    if result == WITH_REMARKS and not remarks.strip():
        return no(_("Write the remarks that the result speaks of."))
    if result == POSITIVE and NOT_MET in facts["marks"]:
        return no(_("A criterion that is not met does not go with a positive result."))
    return Verdict(bool(rows), inputs=facts)


@altai("3.1.4", _("A conclusion is final when every expert of the group has signed it."))
def is_fully_signed(*, assigned: Collection[int], signed: Collection[int]) -> Verdict:
    """Whether all experts still assigned signed the same bytes; at least one signature is needed."""
    waiting = len(set(assigned) - set(signed))
    return Verdict(waiting == 0 and bool(signed), needed=waiting)


@altai("3.1.4", _("A conclusion speaks of the package as it was when it was signed."))
def is_about(*, judged: Collection[str], present: Collection[str]) -> bool:
    """Whether the digests judged are those of the package now; a package changed since needs a new conclusion."""
    return sorted(judged) == sorted(present)
