"""Forms of working groups: the group, its people, proposals, tasks, notes (A-3.11, A-5.6.6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.forms import CheckedFileField
from association.forms.dates import DateField
from association.models import GroupNote, GroupProposal, GroupSeat, GroupTask, Organisation, Person, WorkingGroup
from association.search import fold

TOO_MANY = 8  # namesakes to choose from


class GroupForm(forms.ModelForm):
    """What a group is called, what it is for, and the decision it stands on, if there is one (A-3.11.4)."""

    on = DateField(label=gettext_lazy("From which day"))
    basis_body = forms.CharField(
        label=gettext_lazy("Who decided on it"), max_length=300, required=False,
        help_text=gettext_lazy("The statute does not say who sets a group up; the decision may be named."),
    )  # fmt: skip
    basis_number = forms.CharField(label=gettext_lazy("Number of the decision"), max_length=60, required=False)
    basis_dated_on = DateField(label=gettext_lazy("Date of the decision"), required=False)

    class Meta:
        model = WorkingGroup
        fields = ("kind", "name", "name_ky", "purpose", "purpose_ky", "function")
        widgets = {"purpose": forms.Textarea({"rows": 3}), "purpose_ky": forms.Textarea({"rows": 3}),
                   "kind": forms.RadioSelect}  # fmt: skip

    def __init__(self, *args, is_new: bool = True, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = WorkingGroup.Kind.choices
        if not is_new:
            for name in ("on", "basis_body", "basis_number", "basis_dated_on", "kind"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A decision is named with its body and its date, or not at all."""
        data = super().clean() or {}
        if bool(data.get("basis_body")) != bool(data.get("basis_dated_on")):
            self.add_error("basis_dated_on", _("Name the decision with who decided and its date, or leave both empty."))
        return data

    @property
    def facts(self) -> dict[str, Any]:
        """What the verb takes."""
        data = dict(self.cleaned_data)
        body, number = data.pop("basis_body"), data.pop("basis_number")
        dated_on = data.pop("basis_dated_on")
        basis = {"kind": "decision", "body": body, "number": number, "dated_on": dated_on} if body else None
        return {**data, "basis": basis}


class NamedForm(forms.Form):
    """A person by name: one that the portal knows, or a new one."""

    surname = forms.CharField(label=gettext_lazy("Surname"), max_length=80)
    given = forms.CharField(label=gettext_lazy("Given name"), max_length=80)
    patronymic = forms.CharField(label=gettext_lazy("Patronymic"), max_length=80, required=False)
    known = forms.ChoiceField(
        label=gettext_lazy("A person of this name is known"), widget=forms.RadioSelect, required=False,
        error_messages={
            "required": gettext_lazy("A person of this name is known already. Say whether it is the same one.")
        },
    )  # fmt: skip
    post = forms.CharField(label=gettext_lazy("Post"), max_length=200)

    def __init__(self, *args, among: QuerySet[Person] | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        typed = [str(self.data.get(name, "")) for name in ("surname", "given", "patronymic")] if self.is_bound else []
        folded, rows = fold(" ".join(typed)), among if among is not None else Person.objects.all()
        found = rows.filter(name_search=folded).order_by("pk")[:TOO_MANY] if folded else []
        self.namesakes = {str(row.pk): row for row in found}
        if self.namesakes:
            field = self.fields["known"]
            field.choices = [(key, str(row.full_name)) for key, row in self.namesakes.items()]
            field.choices += [("new", _("Somebody else of the same name"))]
            field.required = True
        else:
            del self.fields["known"]

    @property
    def name(self) -> dict[str, str]:
        """The name as typed."""
        return {key: self.cleaned_data[key] for key in ("surname", "given", "patronymic")}

    @property
    def known_person(self) -> Person | None:
        """Who is meant, when the portal knows the person."""
        return self.namesakes.get(self.cleaned_data.get("known", ""))


class SeatForm(NamedForm):
    """Who leads a group or works in it, and from which day."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=GroupSeat.Role.choices, widget=forms.RadioSelect,
                             initial=GroupSeat.Role.MEMBER)  # fmt: skip
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Organisation"), queryset=Organisation.objects.none(), required=False
    )
    on = DateField(label=gettext_lazy("From which day"))

    def __init__(self, *args, names_leaders: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.order_by("sort_key", "pk")
        if not names_leaders:
            self.fields["role"].choices = [(GroupSeat.Role.MEMBER.value, GroupSeat.Role.MEMBER.label)]


class ProposalForm(NamedForm):
    """A person of one's own organisation, proposed for a group (A-5.6.6)."""

    organisation = forms.ModelChoiceField(label=gettext_lazy("Organisation"), queryset=Organisation.objects.none())
    word = forms.CharField(
        label=gettext_lazy("What the person can bring"), max_length=500, required=False,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip
    field_order = ["organisation", "surname", "given", "patronymic", "known", "post", "word"]

    def __init__(self, *args, organisations: QuerySet[Organisation], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        first = list(organisations[:2])
        if len(first) == 1:
            self.fields["organisation"].initial = first[0]


class RefusalForm(forms.ModelForm):
    """Why a proposal is not accepted."""

    class Meta:
        model = GroupProposal
        fields = ("answer",)
        widgets = {"answer": forms.Textarea({"rows": 2})}


class TaskForm(forms.ModelForm):
    """What somebody of the group does until a day."""

    due_on = DateField(label=gettext_lazy("Due day"))

    class Meta:
        model = GroupTask
        fields = ("text", "person", "due_on")
        widgets = {"text": forms.Textarea({"rows": 2})}
        labels = {"person": gettext_lazy("Executor")}

    def __init__(self, *args, people: Iterable[Person], **kwargs) -> None:
        super().__init__(*args, auto_id="task_%s", **kwargs)
        self.fields["person"].queryset = Person.objects.filter(pk__in=[row.pk for row in people])


class TaskDoneForm(forms.ModelForm):
    """How a task was done, with a file if there is one."""

    file = CheckedFileField(
        label=gettext_lazy("File"), required=False,
        help_text=gettext_lazy("PDF, JPEG, PNG, DOCX, XLSX or ODT, up to 20 MB"),
    )  # fmt: skip

    class Meta:
        model = GroupTask
        fields = ("word",)
        widgets = {"word": forms.Textarea({"rows": 3})}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["word"].required = True


class NoteForm(forms.ModelForm):
    """What the group met about, with the material it worked on."""

    on = DateField(label=gettext_lazy("Day"))
    file = CheckedFileField(
        label=gettext_lazy("Material"), required=False,
        help_text=gettext_lazy("PDF, JPEG, PNG, DOCX, XLSX or ODT, up to 20 MB"),
    )  # fmt: skip

    class Meta:
        model = GroupNote
        fields = ("on", "text")
        widgets = {"text": forms.Textarea({"rows": 3})}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, auto_id="note_%s", **kwargs)


class EndForm(forms.Form):
    """From which day something ends."""

    on = DateField(label=gettext_lazy("From which day"))

    def __init__(self, *args, day: date, **kwargs) -> None:
        super().__init__(*args, initial={"on": day}, **kwargs)


class DayForm(forms.Form):
    """As of which day a page is shown."""

    on = DateField(label=gettext_lazy("As of"))
