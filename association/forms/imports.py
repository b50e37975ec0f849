"""Forms of an import of organisations: the table, the meaning of its columns, the confirmation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from association.doors import open_table
from association.import_columns import COLUMNS, NAMING, ORDER
from association.models import Organisation, OrganisationImport


class TableField(forms.FileField):
    """A table taken by its content only; its clean value is a Checked."""

    def __init__(self, **kwargs) -> None:
        super().__init__(allow_empty_file=True, **kwargs)  # the door itself says what is wrong with an empty file
        self.widget.attrs["accept"] = ".xlsx,.csv"

    def clean(self, data, initial=None):
        """Open the file through the door of tables; what it refuses is said at the field."""
        return open_table(super().clean(data, initial))


class TableForm(forms.Form):
    """A table of organisations, and whose registers its numbers belong to."""

    table = TableField(
        label=gettext_lazy("Table of organisations"),
        help_text=gettext_lazy("XLSX or CSV, up to 20 MB and 20,000 records"),
    )  # fmt: skip
    country = forms.ChoiceField(
        label=gettext_lazy("Country of the organisations"), widget=forms.RadioSelect,
        choices=Organisation._meta.get_field("country").choices,
    )  # fmt: skip


class ColumnsForm(forms.Form):
    """What each column of the table means; a column without a meaning is left out."""

    def __init__(self, source: OrganisationImport, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.source = source
        choices = [("", pgettext_lazy("column", "leave out"))] + [(key, COLUMNS[key].label) for key in ORDER]
        for place, column in enumerate(source.columns):
            if column["heading"]:
                self.fields[f"column_{place}"] = forms.ChoiceField(
                    label=column["heading"], choices=choices, initial=column["field"], required=False
                )

    def clean(self) -> dict[str, Any]:
        """Every meaning once, and something that names the organisation."""
        data = super().clean() or {}
        taken: dict[str, str] = {}
        for name, key in list(data.items()):
            if key and key in taken:
                self.add_error(
                    name, _("“%(label)s” is already the meaning of another column.") % {"label": COLUMNS[key].label}
                )
            elif key:
                taken[key] = name
        if not self.errors and not set(taken) & set(NAMING):
            raise forms.ValidationError(_("One column at least must hold the name or the INN of the organisation."))
        return data

    def meanings(self) -> list[str]:
        """The meaning of every column of the file, in its order."""
        return [self.cleaned_data.get(f"column_{place}", "") for place in range(len(self.source.columns))]


class ConfirmationForm(forms.Form):
    """Whether records with a wrong cell are recorded too."""

    with_faults = forms.BooleanField(
        label=gettext_lazy("Record these organisations too, without their wrong cells"), required=False, initial=True
    )
