"""Builders of the expert group: packages with files, assignments, conclusions in each state."""

from datetime import timedelta

from association import clock, files
from association.models import Organisation, User
from association.proofs import Password
from membership import rules
from membership.actions import experts as verbs
from membership.models import Application, Conclusion, ExpertAssignment
from tests.factories import association as ground
from tests.factories import membership as members

TEXT = {"remarks": "", "result": rules.POSITIVE, "reason": ""}


def package(by: User, organisation: Organisation | None = None, *, ground_of: str = rules.CONCLUSION, **fields):
    """A registered application with two papers of its package."""
    row = members.application(
        organisation or ground.organisation(), by, ground_of=ground_of,
        **{"state": Application.State.REGISTERED, **fields},
    )  # fmt: skip
    for _number in range(2):
        paper(row, by)
    return row


def paper(application: Application, by: User, kind: str = "qms_evidence"):
    """One more paper of a package, with a file of its own."""
    data = f"%PDF-1.7 {next(ground.NUMBERS)}".encode()
    file = files.keep_made(data, name="свидетельство.pdf", organisation=application.organisation, at=clock.now())
    return application.papers.create(kind=kind, file=file, added_at=ground.AT, added_by=by)


def expert(surname: str = "Экспертов", **given) -> User:
    """An account with the role of an expert."""
    return ground.user("expert", who=ground.person(surname, **given))


def assigned(application: Application, account: User, by: User, *, days: int = 14) -> ExpertAssignment:
    """One expert assigned to a package."""
    due_on = clock.today() + timedelta(days=days)
    return verbs.assign(application, expert=account, due_on=due_on, on=clock.today(), by=by, at=clock.now())


def marks(conclusion: Conclusion, mark: str = rules.MET, remark: str = "") -> dict:
    """The same mark on every criterion."""
    return {row["key"]: {"mark": mark, "remark": remark} for row in conclusion.criteria}


def written(application: Application, by: User, **text) -> Conclusion:
    """The conclusion with every criterion met and a positive result, or what is given."""
    row = verbs.begin(application, on=clock.today(), by=by, at=clock.now())
    values = {"marks": marks(row), **TEXT, **text}
    verbs.write(row, version=row.version, by=by, at=clock.now(), **values)
    return Conclusion.objects.get(pk=row.pk)


def offered(application: Application, by: User, **text) -> Conclusion:
    """The conclusion offered for signing, its paper ready."""
    row = written(application, by, **text)
    made = verbs.offer(row, version=row.version, on=clock.today(), by=by, at=clock.now())
    ground.make_ready(made, ground.PDF + str(row.pk).encode())
    return Conclusion.objects.get(pk=row.pk)


def sign(conclusion: Conclusion, by: User) -> Conclusion:
    """The signature of one expert by the password."""
    row = Conclusion.objects.get(pk=conclusion.pk)
    verbs.sign(row, proof=Password(ground.PASSWORD), sha256=row.paper.sha256, on=clock.today(), by=by, at=clock.now())
    return Conclusion.objects.get(pk=conclusion.pk)


def signed(application: Application, accounts: list[User], **text) -> Conclusion:
    """The conclusion signed by the whole group."""
    row = offered(application, accounts[0], **text)
    for account in accounts:
        row = sign(row, account)
    return row
