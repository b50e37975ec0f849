"""Builders of membership: applications, memberships on their orders, certificates."""

from datetime import date

from association import clock, files
from association.actions.organisations import add_basis
from association.models import Bundle, Organisation, User
from membership import rules
from membership.actions import certificate_batches, certificates, memberships
from membership.models import Application, Certificate, CertificateBatch, Membership
from tests.factories import association as ground

SINCE = date(2025, 10, 6)


def application(organisation: Organisation, by: User, *, ground_of: str = rules.CERTIFIED, **fields) -> Application:
    """An application that was submitted; its state and other fields may be given."""
    is_candidate = ground_of == rules.CANDIDATE
    values = {"state": Application.State.SUBMITTED, "submitted_at": ground.AT, "acquainted_version": "1", **fields}
    return Application.objects.create(
        organisation=organisation, kind="candidate" if is_candidate else "member", ground=ground_of, begun_at=ground.AT,
        begun_by=by, saved_at=ground.AT, **values,
    )  # fmt: skip


def membership(
    organisation: Organisation, by: User, *, ground_of: str = rules.CERTIFIED, on: date = SINCE
) -> Membership:
    """A membership by an order, or the status of candidate by a decision, from a day on."""
    is_candidate = ground_of == rules.CANDIDATE
    basis = add_basis(
        kind="decision" if is_candidate else "order", body="Демонстрационное министерство", number="900-П", dated_on=on,
        by=by, at=ground.AT,
    )  # fmt: skip
    asked = application(organisation, by, ground_of=ground_of, state=Application.State.ENTERED, basis=basis)
    return memberships.open_membership(asked, on=on, basis=basis, by=by, at=ground.AT)


def certificate(row: Membership, by: User, *, on: date = SINCE) -> Certificate:
    """The certificate of a member, its paper ready."""
    issued = certificates.issue(row, on=on, by=by, at=clock.now())
    ground.make_ready(issued.paper, ground.PDF + str(issued.number).encode())
    return issued


def member(by: User, short: str = "", *, on: date = SINCE, **fields) -> Organisation:
    """A member organisation with its certificate."""
    organisation = ground.organisation(short, **fields)
    certificate(membership(organisation, by, on=on), by, on=on)
    return organisation


def batch(rows: list[Membership], by: User) -> CertificateBatch:
    """Certificates issued together, their papers and files made."""
    made = certificate_batches.order_batch(rows, on=clock.today(), by=by, at=clock.now())
    while certificate_batches.issue_next(made, by=by, at=clock.now()):
        pass
    for line in made.lines.select_related("certificate__paper"):
        ground.make_ready(line.certificate.paper, ground.PDF + str(line.certificate.number).encode())
    for bundle in Bundle.objects.filter(subject_id=str(made.pk)):
        file = files.keep_made(ground.PDF, name=f"{bundle}.{bundle.form}", organisation=None, at=ground.AT)
        Bundle.objects.filter(pk=bundle.pk).update(file=file, count=len(rows))
    return made
