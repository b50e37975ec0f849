"""Forms of the consideration."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from membership import rules
from membership.models import Application, DecisionLetter, LetterText, Remark, RemarkAnswer, target_names

LONG = forms.Textarea(attrs={"rows": 4})


class RemarkForm(forms.Form):
    """One remark, pinned to the whole application, to a field or to a paper."""

    target = forms.ChoiceField(label=_("What it is about"), required=False)
    text = forms.CharField(label=_("What has to be completed"), widget=LONG, max_length=2000)

    def __init__(self, *args, application: Application, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        kinds = {row.kind for row in application.package} | {need.kind for need in application.needs}
        fields = set(Remark.Field.values)
        if application.is_for_candidate:
            fields.discard(Remark.Field.RECOMMENDATION)
        self.fields["target"].choices = [
            (key, str(label)[:1].upper() + str(label)[1:])
            for key, label in target_names().items()
            if key in kinds or key in fields
        ]


class ReturnForm(forms.Form):
    """Sends the application back with the remarks that wait; one more may be added here."""

    remark = forms.CharField(label=_("A remark on the whole application"), widget=LONG, max_length=2000, required=False)

    def __init__(self, *args, waiting: int, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remark"].required = waiting == 0


class AnswerForm(forms.ModelForm):
    """What the applicant says to a remark."""

    class Meta:
        model = RemarkAnswer
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


class ProposalForm(forms.Form):
    """What the Presidium is asked to decide; only its decision changes anything (A-3.13b)."""

    proposal = forms.ChoiceField(
        label=_("What the Presidium is asked"), choices=Application.Proposal.choices, widget=forms.RadioSelect
    )
    reasons = forms.CharField(
        label=_("Reasons, one in a line"), widget=LONG, max_length=4000, required=False,
        help_text=_("They become part of the draft decision and of the letter."),
    )  # fmt: skip

    def clean(self):
        """A refusal and a return need their reasons."""
        data = super().clean()
        if data.get("proposal") != Application.Proposal.ADMIT and not data.get("reasons", "").strip():
            self.add_error("reasons", _("Give the reasons: they become part of the decision and of the letter."))
        return data


class LapseForm(forms.Form):
    """Why an application has no effect any more; its own letter is named where it does not want to join."""

    lapse = forms.ChoiceField(
        label=_("Why it has no effect any more"), choices=Application.Lapse.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("The letter of the organisation: date and number"), max_length=300, required=False,
        help_text=_("Needed only where the organisation itself does not want to join."),
    )  # fmt: skip

    def __init__(self, *args, has_ceased: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.has_ceased = has_ceased

    def clean(self):
        """The same rule as the verb asks, said at the field."""
        data = super().clean()
        reason = data.get("lapse")
        if reason:
            verdict = rules.may_lapse.judge(reason=reason, has_ceased=self.has_ceased, note=data.get("note", ""))
            if not verdict:
                self.add_error("note" if reason == rules.DECLINED else "lapse", str(verdict.sentence))
        return data


class LetterForm(forms.ModelForm):
    """The words of a letter on a decision; what is not asked of its kind is left out."""

    class Meta:
        model = LetterText
        fields = ["reasons", "next_step", "contact_name", "contact_phone", "contact_email"]
        widgets = {"reasons": LONG, "next_step": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, letter: DecisionLetter, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if letter.kind in (DecisionLetter.Kind.ADMIT, DecisionLetter.Kind.CANDIDATE):
            del self.fields["reasons"]
        else:
            self.fields["reasons"].required = True
