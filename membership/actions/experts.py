"""Verbs on the expert group: assign and release its people, write, offer, sign and finish its conclusion (A-3.1.4)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_noop as _

from association import access, conflicts, outbox
from association.actions import accounts, organisations, papers
from association.journal import record
from association.models import Invitation, Paper, RuleSet, User
from association.statute import Refused, demand, denial
from association.workflow import advance
from membership import notices, rules, states
from membership.models import Application, Conclusion, ExpertAssignment
from membership.papers.conclusion import D03, conclusion_facts, documents_of
from membership.queries_experts import experts_on

POST = "член экспертной группы"


class Outdated(Exception):
    """Somebody saved the text in the meantime; carries the row as it is now."""

    def __init__(self, conclusion: Conclusion) -> None:
        super().__init__(f"{conclusion.pk} is at version {conclusion.version}")
        self.conclusion = conclusion


@transaction.atomic
def invite(
    *, email: str, surname: str, given: str, patronymic: str, language: str, by: User, at: datetime
) -> Invitation:
    """Invite somebody into the expert group; who has an account already only gets the role."""
    account = User.objects.filter(email__iexact=email).select_related("person").first()
    person = account.person if account else None
    if person is None:
        person = organisations.add_person(surname=surname, given=given, patronymic=patronymic, by=by, at=at)
    return accounts.invite(email=email, person=person, role="expert", language=language, by=by, at=at)


def _free_of_conflict(application: Application, expert: User, on: date) -> None:
    """Raise Refused when the expert does not stand free of the applicant on the day."""
    found = conflicts.conflicts_of(expert, application.organisation, on)
    verdict = rules.may_review.judge(conflicts=tuple(found))
    if not verdict:
        raise Refused(verdict)


@transaction.atomic
def assign(
    application: Application, *, expert: User, due_on: date, on: date, by: User, at: datetime
) -> ExpertAssignment:
    """Give the package to an expert until a due day; another due day for the same expert is a new row."""
    locked = Application.objects.select_for_update().get(pk=application.pk)
    access.require(by, "check_applications", locked, at=at)
    current = locked.conclusions.first()
    verdict = rules.may_be_assigned.judge(
        is_registered=locked.state in states.UNDER_REVIEW,
        is_expert="expert" in access.roles_of(expert, at),
        is_settled=current is not None and _is_settled(current, locked),
    )
    if not verdict:
        raise Refused(verdict)
    _free_of_conflict(locked, expert, on)
    if due_on < on:
        raise Refused(denial("A-3.1.4", _("The due day lies in the past.")))
    if earlier := locked.assignments.open().filter(expert=expert).first():
        if earlier.due_on == due_on:
            return earlier
        ExpertAssignment.objects.filter(pk=earlier.pk).update(ends_on=on, end_reason="new due day", released_by=by)
    row = ExpertAssignment.objects.create(
        application=locked, expert=expert, due_on=due_on, starts_on=on, assigned_at=at, assigned_by=by
    )
    record("expert.assign", row, by=by, at=at, application=locked.pk, expert=expert.pk, due_on=due_on)
    facts = {"organisation": locked.organisation, "due_on": due_on, "address": f"/packages/{locked.pk}/"}
    outbox.send(notices.EXPERT_ASSIGNED, row, to=expert, at=at, **facts)
    return row


def _is_settled(conclusion: Conclusion, application: Application) -> bool:
    """Whether the group of a text stays as it is: the text awaits signatures, or is signed about this very package."""
    if conclusion.state == Conclusion.State.OFFERED:
        return True
    return conclusion.is_signed and _is_about_now(conclusion, application)


def _is_about_now(conclusion: Conclusion, application: Application) -> bool:
    return rules.is_about(
        judged=[row["sha256"] for row in conclusion.documents],
        present=[row["sha256"] for row in documents_of(application)],
    )


@transaction.atomic
def release(assignment: ExpertAssignment, *, reason: str, on: date, by: User, at: datetime) -> None:
    """Release an expert with a reason; a text that waited for nobody else is final with it.

    A text that nobody signed and nobody is left to sign opens again, so that others may be assigned.
    """
    access.require(by, "check_applications", assignment.application, at=at)
    Application.objects.select_for_update().get(pk=assignment.application_id)
    locked = ExpertAssignment.objects.select_for_update().get(pk=assignment.pk)
    if locked.ends_on is not None:
        return
    ExpertAssignment.objects.filter(pk=locked.pk).update(
        ends_on=max(on, locked.starts_on), end_reason=reason[:300], released_by=by
    )
    record("expert.release", locked, by=by, at=at, application=locked.application_id, reason=reason)
    outbox.send(notices.EXPERT_RELEASED, locked, to=locked.expert, at=at, reason=reason,
                organisation=locked.application.organisation)  # fmt: skip
    if offered := locked.application.conclusions.filter(state=Conclusion.State.OFFERED).first():
        _finish_when_signed(offered, on=on, by=by, at=at)
        if not locked.application.assignments.open().exists() and not offered.paper.signatures.exists():
            advance(offered, "desert", by=by, at=at)


def _criteria(on: date) -> list[dict[str, str]]:
    """The criteria in force on a day, with their words in both languages, nothing judged yet."""
    configured = RuleSet.on_day(on).values.get("conclusion_criteria")
    rows = configured or [{"key": one.key, "clause": one.clause, **_words(one.title)} for one in rules.CRITERIA]
    return [
        {**{name: str(row.get(name, "")) for name in ("key", "clause", "ru", "ky")}, "mark": "", "remark": ""}
        for row in rows
    ]


def _words(title: object) -> dict[str, str]:
    said = {}
    for language in ("ru", "ky"):
        with translation.override(language):
            said[language] = str(title)
    return said


@transaction.atomic
def begin(application: Application, *, on: date, by: User, at: datetime) -> Conclusion:
    """Begin the one conclusion of the group, or go on with the one that is open or signed about this package."""
    locked = Application.objects.select_for_update().get(pk=application.pk)
    access.require(by, "review_package", locked, at=at)
    current = locked.conclusions.first()
    if current is not None and (not current.is_signed or _is_settled(current, locked)):
        return current
    row = Conclusion.objects.create(application=locked, criteria=_criteria(on), begun_at=at, begun_by=by)
    record("conclusion.begin", row, by=by, at=at, application=locked.pk)
    return row


@transaction.atomic
def write(
    conclusion: Conclusion, *, version: int, marks: dict[str, dict[str, str]], remarks: str, result: str, reason: str,
    by: User, at: datetime,
) -> None:  # fmt: skip
    """Save the text, complete or not; raises Outdated when somebody saved since the version that was read.

    `marks` = {key of a criterion: {"mark", "remark"}}.
    """
    locked = Conclusion.objects.select_for_update().get(pk=conclusion.pk)
    access.require(by, "review_package", locked, at=at)
    if locked.state != Conclusion.State.TEXT:
        raise Refused(denial("A-3.1.4", _("The conclusion is offered for signing; its text stands.")))
    if locked.version != version:
        raise Outdated(locked)
    criteria = [{**row, **marks.get(row["key"], {})} for row in locked.criteria]
    Conclusion.objects.filter(pk=locked.pk).update(
        criteria=criteria, remarks=remarks, result=result, reason=reason, version=version + 1, saved_at=at, saved_by=by
    )
    record("conclusion.write", locked, by=by, at=at, version=version + 1, result=result)


@transaction.atomic
def offer(conclusion: Conclusion, *, version: int, on: date, by: User, at: datetime) -> Paper:
    """Freeze the text that was read and draw D03, to be signed by every expert of the group."""
    Application.objects.select_for_update().get(pk=conclusion.application_id)
    locked = Conclusion.objects.select_for_update().get(pk=conclusion.pk)
    if locked.state == Conclusion.State.TEXT and locked.version != version:
        raise Outdated(locked)
    advance(locked, "offer", by=by, at=at, checks=[demand(rules.is_conclusion_complete, lambda row: row.text)])
    locked.documents, locked.dated_on = documents_of(locked.application), on
    paper = papers.draw(
        D03, locked, facts=conclusion_facts(locked, on=on), by=by, at=at, draft=False, dated_on=on,
        code=papers.new_code(),
    )  # fmt: skip
    Conclusion.objects.filter(pk=locked.pk).update(documents=locked.documents, dated_on=on, paper=paper)
    for row in experts_on(locked.application, on).exclude(expert=by):
        outbox.send(notices.CONCLUSION_TO_SIGN, locked, to=row.expert, at=at,
                    organisation=locked.application.organisation)  # fmt: skip
    return paper


@transaction.atomic
def reopen(conclusion: Conclusion, *, by: User, at: datetime) -> None:
    """Take the text back for a change; signatures on the paper drawn before do not count for the next one."""
    advance(conclusion, "reopen", by=by, at=at)


@transaction.atomic
def sign(conclusion: Conclusion, *, proof: papers.Proof, sha256: str, on: date, by: User, at: datetime) -> None:
    """One expert signs the bytes shown; a conflict that arose since the assignment is found here and refuses."""
    Application.objects.select_for_update().get(pk=conclusion.application_id)
    locked = Conclusion.objects.select_for_update().get(pk=conclusion.pk)
    access.require(by, "review_package", locked, at=at)
    if locked.state != Conclusion.State.OFFERED:
        raise Refused(denial("A-3.1.4", _("The conclusion is not offered for signing.")))
    if locked.paper.signatures.filter(user=by).exists():
        return
    _free_of_conflict(locked.application, by, on)
    if not _is_about_now(locked, locked.application):
        raise Refused(denial("A-3.1.4", _("The package has changed since; take the text back and look at it again.")))
    papers.sign(locked.paper, capacity=f"expert {by.pk}", post=POST, proof=proof, sha256=sha256, by=by, at=at)
    _finish_when_signed(locked, on=on, by=by, at=at)


def _finish_when_signed(conclusion: Conclusion, *, on: date, by: User, at: datetime) -> None:
    """Make the conclusion final when nobody of the group is waited for; tell the secretary and the applicant."""
    assigned = set(conclusion.application.assignments.open().values_list("expert", flat=True))
    signed = set(conclusion.paper.signatures.values_list("user", flat=True))
    if not rules.is_fully_signed.judge(assigned=assigned, signed=signed):
        return
    advance(conclusion, "finish", by=by, at=at, result=conclusion.result)
    Conclusion.objects.filter(pk=conclusion.pk).update(signed_at=at)
    organisation = conclusion.application.organisation
    facts = {"organisation": organisation, "result": conclusion.result}
    outbox.send(notices.CONCLUSION_SIGNED, conclusion, to=access.holders("check_applications"), at=at,
                address=f"/applications/{conclusion.application_id}/experts/", **facts)  # fmt: skip
    outbox.send(notices.CONCLUSION_SIGNED, conclusion, to=access.account_holders(organisation), at=at,
                address=conclusion.application.get_absolute_url(), **facts)  # fmt: skip
