"""The engine of life cycles: the only writer of a `state` field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from association import access
from association.journal import record
from association.models import User
from association.states import Steps, open_steps


class WrongState(Exception):
    """Raised when a step does not lead out of the state the row is in."""

    def __init__(self, obj: models.Model, step: str) -> None:
        super().__init__(f"{obj._meta.label}:{obj.pk} {step} from {obj.state}")
        self.obj = obj
        self.step = step
        self.sentence = _("This was already done or is not possible in the present state: %(state)s.") % {
            "state": obj.get_state_display()
        }


@transaction.atomic
def advance(
    obj: models.Model,
    step: str,
    *,
    by: User | None,
    at: datetime,
    checks: Iterable[Callable[[models.Model], object]] = (),
    **facts,
) -> None:
    """Take one step: lock the row, check source, right and rules, write the state and the journal entry.

    Raises WrongState, PermissionDenied or statute.Refused; then nothing is written.
    """
    row = type(obj).STEPS[step]
    locked = type(obj)._base_manager.select_for_update().get(pk=obj.pk)
    if locked.state not in row.sources:
        raise WrongState(locked, step)
    if row.right is not None:
        access.require(by, row.right, locked, at=at)
    for check in checks:
        check(locked)
    type(obj)._base_manager.filter(pk=obj.pk).update(state=row.to)
    record(f"{obj._meta.model_name}.{step}", obj, by=by, at=at, was=locked.state, now=row.to, **facts)
    obj.state = row.to


def open_to(obj: models.Model, user: User) -> list[str]:
    """Name the steps this person may take now; buttons are made from it."""
    table: Steps = type(obj).STEPS
    return [
        name
        for name in open_steps(table, obj.state)
        if (right := table[name].right) is not None and access.can(user, right, obj)
    ]
