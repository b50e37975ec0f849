"""What the matrix of routes needs of the work of a pair, with the forms that people would send."""

from datetime import timedelta

from association import clock
from association.actions import accounts
from association.models import Invitation, User
from mentoring.actions import help_plan, pair_contacts
from tests.factories import association as ground
from tests.factories import helping as made
from tests.factories import mentoring as pairs
from tests.policy_forms import scan

NAMES = {"surname": "Тетрадкина", "given": "Инна", "patronymic": "", "language": "ru"}


def helped(own: User, secretary: User) -> dict[str, object]:
    """A pair of two schools of `own` with a line, an entry and a file, one without a plan, people who keep it."""
    mentor, candidate, other = (ground.organisation() for _one in range(3))
    for school in (mentor, candidate, other):
        accounts.give_role(own, "director", school, by=None, at=ground.AT)
    pair, bare = pairs.approved_pair(secretary, mentor, candidate), pairs.approved_pair(secretary, mentor, other)
    by, at = User.objects.get(pk=own.pk), clock.now()
    line = help_plan.add(pair, area="policy", text="План", due_on=clock.today(), by=by, at=at)
    entry, contact = made.entry(pair, by), ground.user("pair_contact", mentor)
    pair_contacts.invite_contact(mentor, email="zvanaya@example.org", by=by, at=at, **NAMES)
    file = entry.files.create(file=made.file(mentor, by), added_at=at, added_by=by)
    return {
        "helped": pair.pk, "bare_pair": bare.pk, "plan_line": line.pk, "help_entry": entry.pk, "help_file": file.pk,
        "pair_mentor": mentor.pk, "pair_contact": contact.role_grants.get().pk,
        "pair_invitation": Invitation.objects.get(email="zvanaya@example.org").pk,
    }  # fmt: skip


def forms(things: dict) -> dict[str, dict]:
    """What a person would send."""
    today, seen = clock.today(), {"seen": "0"}
    line = {"area": "council", "text": "Составить план.", "due_on": today + timedelta(days=9)}
    entry = {"on": today, "area": "policy", "hours": "1,5", "text": "Разобрали.", "result": "", "files": scan()}
    return {
        "pair_line_new": line,
        "pair_line": {**line, **seen},
        "pair_line_step": {"step": "finish", **seen},
        "help_new": entry,
        "help_entry": {**entry, **seen},
        "help_confirmation": seen,
        "help_dispute": {"remark": "Было иначе.", **seen},
        "help_striking": seen,
        "pair_contacts": {**NAMES, "email": "novaya@example.org"},
    }
