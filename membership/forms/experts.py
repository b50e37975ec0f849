"""Forms of the expert group: whom to assign, the text of the conclusion, why somebody is released."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.forms.dates import DateField
from association.models import User
from membership.models import Conclusion

LONG = 8000


class ExpertChoice(forms.ModelChoiceField):
    """An account of the group, shown by the name of its person."""

    def label_from_instance(self, obj: User) -> str:
        """Full name and address, for two people may bear one name."""
        return f"{obj.get_full_name()}, {obj.email}"


class AssignForm(forms.Form):
    """Which expert judges the package, and until when (A-3.1.4)."""

    expert = ExpertChoice(label=pgettext_lazy("person", "Expert"), queryset=User.objects.none(), empty_label=None)
    due_on = DateField(label=_("Conclusion due on"))

    def __init__(self, *args, experts, today, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["expert"].queryset = experts

    def clean_due_on(self):
        """A due day lies ahead."""
        day = self.cleaned_data["due_on"]
        if day < self.today:
            raise forms.ValidationError(_("The due day lies in the past."))
        return day


class InviteForm(forms.Form):
    """Whom to invite into the expert group."""

    email = forms.EmailField(label=_("E-mail"), help_text=_("The letter with the link goes there."))
    surname = forms.CharField(label=_("Surname"), max_length=80)
    given = forms.CharField(label=_("Given name"), max_length=80)
    patronymic = forms.CharField(label=_("Patronymic"), max_length=80, required=False)
    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=[("ru", "Русский"), ("ky", "Кыргызча"), ("en", "English")]
    )


class ReasonForm(forms.Form):
    """A reason in a sentence."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class LaterChoice(forms.ChoiceField):
    """A choice that may be open while the text is written, and must be made before it is signed."""

    def validate(self, value) -> None:
        """Let nothing pass; hold anything else to the choices."""
        if value:
            super().validate(value)


class ConclusionForm(forms.Form):
    """The text of the conclusion: a mark and a remark for each criterion, remarks, result (D03)."""

    use_required_attribute = False

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    result = LaterChoice(label=_("Result"), widget=forms.RadioSelect, choices=Conclusion.Result.choices)
    reason = forms.CharField(
        label=_("Grounds of a negative result"), widget=forms.Textarea(attrs={"rows": 4}), required=False,
        max_length=LONG, help_text=_("Asked for when the result is negative; printed after it."),
    )  # fmt: skip
    remarks = forms.CharField(
        label=_("Remarks and recommendations"), widget=forms.Textarea(attrs={"rows": 6}), required=False,
        max_length=LONG, help_text=_("One thought in a line; the conclusion prints each as a paragraph."),
    )  # fmt: skip

    def __init__(self, data=None, *, conclusion: Conclusion) -> None:
        self.conclusion = conclusion
        initial = {name: getattr(conclusion, name) for name in ("version", "result", "reason", "remarks")}
        for row in conclusion.criteria:
            initial |= {f"mark_{row['key']}": row["mark"], f"remark_{row['key']}": row["remark"]}
        super().__init__(data, initial=initial)
        for number, row in enumerate(conclusion.marked, 1):
            mark = LaterChoice(
                label=f"{number}. {row['label']}", choices=[("", _("not judged")), *Conclusion.Mark.choices]
            )
            remark = forms.CharField(
                label=_("Remark on criterion %(number)s") % {"number": number}, required=False, max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip
            self.fields[f"mark_{row['key']}"], self.fields[f"remark_{row['key']}"] = mark, remark

    @property
    def criteria(self) -> list[dict[str, Any]]:
        """The two fields of each criterion with its clause."""
        return [
            {"clause": row["clause"], "mark": self[f"mark_{row['key']}"], "remark": self[f"remark_{row['key']}"]}
            for row in self.conclusion.criteria
        ]

    @property
    def text(self) -> dict[str, Any]:
        """What the verb takes; asked of a valid form."""
        data = self.cleaned_data
        marks = {
            row["key"]: {"mark": data[f"mark_{row['key']}"], "remark": data[f"remark_{row['key']}"]}
            for row in self.conclusion.criteria
        }
        return {"version": data["version"], "marks": marks} | {
            name: data[name] for name in ("remarks", "result", "reason")
        }
