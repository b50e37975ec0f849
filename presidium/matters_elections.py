"""What a meeting decides on elections and releases, and the seats that follow membership in mode "all"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.utils.translation import gettext, gettext_lazy

from association.happenings import on as when
from association.matters import Matter, register
from association.models import Basis, User
from membership.models import Membership
from presidium.actions import elections, releases, seats
from presidium.models import Election, Release
from presidium.queries_elections import RELEASE, RULES, waiting_elections, waiting_releases

NAMES = {
    Election.Kind.SEATS: gettext_lazy("Election to the Presidium"),
    Election.Kind.CHAIR: gettext_lazy("Election of the chair"),
    Election.Kind.DEPUTY: gettext_lazy("Election of the deputy chair"),
}
CLAUSES = {Election.Kind.SEATS: "A-5.6.5", Election.Kind.CHAIR: "A-3.6", Election.Kind.DEPUTY: "A-3.8"}


def _heading(election: Election) -> str:
    return {
        Election.Kind.SEATS: gettext("On the election to the Presidium"),
        Election.Kind.CHAIR: gettext("On the election of the chair of the Presidium"),
        Election.Kind.DEPUTY: gettext("On the election of the deputy chair"),
    }[Election.Kind(election.kind)]


def _draft(election: Election) -> str:
    return {
        Election.Kind.SEATS: gettext(
            "Elect to the Presidium those for whom more than half of the organisations present vote (clause 5.6.5)."
        ),
        Election.Kind.CHAIR: gettext(
            "Elect chair of the Presidium for three years the one for whom more than half of the organisations present "
            "vote; otherwise hold a run-off of the two with most votes (clause 3.6)."
        ),
        Election.Kind.DEPUTY: gettext(
            "Elect deputy chair for three years, on the proposal of the chair, by the majority of those present "
            "(clause 3.8)."
        ),
    }[Election.Kind(election.kind)]


def _listed(*, subject: Election, by: User, at: datetime) -> None:
    elections.put_on_agenda(subject, by=by, at=at)


def _carried(*, subject: Election, basis: Basis, by: User, at: datetime) -> None:
    elections.close(subject, elected=True, by=by, at=at)


def _lost(*, subject: Election, basis: Basis, by: User, at: datetime) -> None:
    elections.close(subject, elected=False, by=by, at=at)


def _dropped(*, subject: Election, by: User, at: datetime) -> None:
    elections.drop_from_agenda(subject, by=by, at=at)


def _open(kind: str) -> Callable:
    return lambda: waiting_elections(kind)


for _kind in Election.Kind.values:
    register(
        Matter(
            f"election_{_kind}", NAMES[_kind], CLAUSES[_kind], RULES[_kind], Election, _open(_kind), _heading, _draft,
            _listed, _carried, _lost, _dropped,
        )
    )  # fmt: skip


def _release_heading(release: Release) -> str:
    facts = {"office": release.office.get_kind_display(), "name": release.office.person.full_name}
    return gettext("On the early release of the %(office)s: %(name)s") % facts


def _release_draft(release: Release) -> str:
    facts = {
        "office": release.office.get_kind_display(), "name": release.office.person.full_name,
        "reason": release.get_reason_display(), "clause": release.clause[2:],
    }  # fmt: skip
    return gettext("Release early the %(office)s %(name)s. Ground: %(reason)s (clause %(clause)s).") % facts


def _release_listed(*, subject: Release, by: User, at: datetime) -> None:
    releases.put_on_agenda(subject, by=by, at=at)


def _granted(*, subject: Release, basis: Basis, by: User, at: datetime) -> None:
    releases.grant(subject, basis=basis, by=by, at=at)


def _refused(*, subject: Release, basis: Basis, by: User, at: datetime) -> None:
    releases.refuse(subject, by=by, at=at)


def _release_dropped(*, subject: Release, by: User, at: datetime) -> None:
    releases.drop_from_agenda(subject, by=by, at=at)


register(
    Matter(
        RELEASE, gettext_lazy("Early release"), "A-3.7.1", "ordinary", Release, waiting_releases, _release_heading,
        _release_draft, _release_listed, _granted, _refused, _release_dropped,
    )
)  # fmt: skip


@when("membership.began")
def _seat_new_member(*, membership: Membership, on: date, basis: Basis | None, by: User, at: datetime) -> None:
    """Where every head sits, the head of a new member takes a seat (A-3.4b)."""
    seats.seat_by_right(membership.organisation, on=on, basis=basis, by=by, at=at)
