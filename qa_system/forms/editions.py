"""Forms over a row that several people may edit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _

from association.statute import Refused
from qa_system.actions.editing import Outdated


class EditionForm(forms.Form):
    """A form that carries the edition of the row it was opened with; `stands` tells what somebody saved meanwhile."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.stands: list[tuple[str, Any]] = []

    def tell_what_stands(self, row: Any, counter: str = "version") -> None:
        """Keep what was typed, show what stands, and take the new edition: the next saving is a knowing one."""
        names = [name for name in self.fields if name != "seen" and name in self.cleaned_data and hasattr(row, name)]
        typed = {name: self.cleaned_data.get(name) for name in names}
        self.stands = [
            (str(self.fields[name].label or self[name].label), getattr(row, name))
            for name in names
            if getattr(row, name) != typed[name]
        ]
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = str(getattr(row, counter))
        self.add_error(
            None,
            _(
                "Somebody saved this while you were writing. Yours is kept; what stands now is shown below it."
                " Save again to put yours in its place."
            ),
        )


def attempt(form: Any, act: Callable[..., Any], *, fields: Mapping[str, str] | None = None, **facts: Any) -> Any:
    """Call a verb with the clean values of a form; what it refuses is said at the form and nothing typed is lost.

    Returns what the verb returned (True for nothing), or False when it refused.

    `fields` names the field under which a clause is said: {"K-11c": "ordered_on"}.
    """
    try:
        with transaction.atomic():
            return act(**form.cleaned_data, **facts) or True
    except Outdated as outdated:
        form.tell_what_stands(outdated.row, "version" if hasattr(outdated.row, "version") else "edit")
    except Refused as refused:
        for verdict in refused.verdicts:
            field = (fields or {}).get(verdict.clause)
            form.add_error(field if field in form.fields else None, str(verdict.sentence))
    return False
