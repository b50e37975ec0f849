"""What the expert group and the certification of systems put on the desk, and what they open to whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association import access, clock, conflicts, desk, happenings
from association.models import Organisation, Paper, StoredFile, User
from association.statute import Phrase, say
from membership import rules
from membership.actions import qms
from membership.models import Application, ApplicationPaper, Certification, Conclusion
from membership.models.experts import packages_of
from membership.panels_organisation.doors import DOORS, Door
from membership.queries_experts import assigned_rows, signed_conclusion

desk.entry(desk.Entry("", gettext_lazy("Packages to judge"), "packages", "file", "review_package", 4,
                      also=("package", "conclusion")))  # fmt: skip
desk.entry(desk.Entry("association", gettext_lazy("Experts"), "expert_invitation", "users", "invite_people", 66))
desk.entry(desk.Entry("association", gettext_lazy("QMS certificates"), "certifications", "check", "view_records", 65,
                      lambda _user: Certification.objects.filter(state=Certification.State.PROPOSED), True,
                      also=("certification", "organisation_certifications")))  # fmt: skip

DOORS += [
    Door(gettext_lazy("QMS certificates"), "award", right,
         lambda dossier: reverse("organisation_certifications", args=[dossier.organisation.pk]))
    for right in ("view_records", "view_organisation")
]  # fmt: skip


@conflicts.register_check
def own_organisation(user: User, organisation: Organisation, day: date) -> Phrase | None:
    """The applicant is the expert's own organisation: its head on the day, or an account that acts for it."""
    heads = user.person_id and organisation.headships.on(day).filter(person=user.person_id).exists()
    acts = user.role_grants.filter(organisation=organisation, revoked_at=None).exists()
    if not (heads or acts):
        return None
    return say(gettext_lazy("%(name)s belongs to the organisation that applies."), name=user.get_full_name())


@happenings.on("membership.began")
def keep_certificate(*, membership, on: date, by: User, at: datetime, **_facts) -> None:
    """The certificate by which a member of ground 3.1.1 was admitted goes on record (A-4.12)."""
    qms.record_of_admission(membership, on=on, by=by, at=at)


@happenings.on("membership.restored")
def keep_ground(*, membership, was, by: User, at: datetime, **_facts) -> None:
    """A membership that goes on after a voided order keeps the ground it had reached (A-4.12)."""
    qms.carry_ground(was, membership, by=by, at=at)


@access.register_reach(StoredFile)
def files_of_packages(user: User, right: str) -> Q:
    """The files of the packages that an expert judges."""
    packages = packages_of(user, right).values("application")
    return Q(pk__in=ApplicationPaper.objects.filter(application__in=packages).values("file"))


@access.register_reach(Paper)
def papers_of_packages(user: User, right: str) -> Q:
    """For experts the application form and the conclusion; for the applicant its conclusion once it is signed."""
    found = Q(pk__in=[])
    if right == "review_package":
        packages = packages_of(user, right).values("application")
        found |= Q(pk__in=Application.objects.filter(pk__in=packages).values("paper"))
        found |= Q(pk__in=Conclusion.objects.filter(application__in=packages).values("paper"))
    if right == "view_organisation":
        own = access.organisations(user, right)
        signed = Conclusion.objects.filter(state=Conclusion.State.SIGNED, application__organisation__in=own)
        found |= Q(pk__in=signed.values("paper"))
    return found


@desk.duties
def expert_duties(user: User, at: datetime) -> Iterable[desk.Duty]:
    """The packages of an expert: a conclusion to write or to sign, by its due day."""
    if not access.holds(user, "review_package"):
        return
    today = clock.today()
    for row in assigned_rows(user):
        current = next(iter(row.application.conclusions.all()), None)
        school = {"school": row.application.organisation}
        late = max(0, (today - row.due_on).days)
        if current is not None and current.state == Conclusion.State.OFFERED:
            if user.pk not in [one.user_id for one in current.paper.signatures.all()]:
                yield desk.Duty(_("Sign the conclusion on the package of %(school)s") % school,
                                _("The text is ready; read it and sign, or take it back."), reverse("conclusion",
                                args=[row.application_id]), _("Read"), "A-3.1.4", row.due_on, late)  # fmt: skip
            continue
        if signed_conclusion(row.application) is None:
            url = reverse("package", args=[row.application_id])
            yield desk.Duty(_("Write the conclusion on the package of %(school)s") % school,
                            _("The group writes one conclusion together."), url, _("Open"), "A-3.1.4", row.due_on,
                            late)  # fmt: skip


@desk.duties
def group_duties(user: User, at: datetime) -> Iterable[desk.Duty]:
    """For the secretary: packages without experts, groups that are late, conclusions that came."""
    if not access.can(user, "check_applications"):
        return
    today = clock.today()
    rows = Application.objects.filter(state=Application.State.REGISTERED).select_related("organisation")
    rows = rows.filter(Q(ground=rules.CONCLUSION) | Q(assignments__isnull=False)).distinct()
    for row in rows.prefetch_related("conclusions", "papers__file", "assignments__expert__person"):
        if duty := _group_duty(row, today):
            yield duty


def _group_duty(row: Application, today: date) -> desk.Duty | None:
    school, url = {"school": row.organisation}, reverse("expert_group", args=[row.pk])
    if signed := signed_conclusion(row):
        title = _("The conclusion on the package of %(school)s is signed") % school
        text = _("Result: %(result)s.") % {"result": signed.get_result_display()}
        return desk.Duty(title, text, url, _("Read"), "A-3.1.4")
    group = [one for one in row.assignments.all() if one.is_on(today)]
    if group:
        due_on = min(one.due_on for one in group)
        if due_on >= today:
            return None
        title = _("The conclusion on the package of %(school)s is late") % school
        people = ", ".join(str(one) for one in group)
        return desk.Duty(title, people, url, _("Open"), "A-3.1.4", due_on, (today - due_on).days)
    if any(paper.kind == ApplicationPaper.Kind.EXPERT_CONCLUSION for paper in row.papers.all()):
        return None  # it came on paper
    title = _("Choose the experts for the package of %(school)s") % school
    return desk.Duty(title, _("A candidate joins on their conclusion."), url, _("Choose"), "A-3.1.4")


@desk.duties
def certification_duties(user: User, at: datetime) -> Iterable[desk.Duty]:
    """QMS certificates that organisations sent and nobody compared yet."""
    if not access.can(user, "manage_organisations"):
        return
    for row in Certification.objects.filter(state=Certification.State.PROPOSED).select_related("organisation"):
        title = _("Confirm the QMS certificate of %(school)s") % {"school": row.organisation}
        text = _("Compare the record with the document.")
        yield desk.Duty(title, text, row.get_absolute_url(), _("Compare"), "A-4.12", row.proposed_at.date())
