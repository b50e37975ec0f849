"""Forms of the applicant."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from association.forms import CheckedFileField
from association.forms.dates import DateField
from association.models import Organisation
from membership import rules
from membership.models import Application, ApplicationPaper


class GroundForm(forms.Form):
    """The ground of the application, in plain words (A-A.5)."""

    ground = forms.ChoiceField(label=_("What describes your organisation today?"), widget=forms.RadioSelect)
    ground_note = forms.CharField(
        label=_("In your own words"), widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=2000,
        help_text=_("Printed on the application after the ground."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["ground"]
        field.choices = Application.Ground.choices
        field.hints = {
            key: _("Clause %(number)s of the statute") % {"number": clause[2:] if key != rules.CANDIDATE else "3.2"}
            for key, clause in rules.GROUNDS.items()
        }


class DetailsForm(forms.ModelForm):
    """Contacts of the organisation; names and addresses are changed by the secretary with a paper."""

    class Meta:
        model = Organisation
        fields = ["phone", "email"]
        labels = {"phone": _("Telephone"), "email": _("E-mail")}


class RecommendationForm(forms.Form):
    """Whom the applicant recommends to the Presidium (A-A.6, A-A.7)."""

    recommended_name = forms.CharField(
        label=_("Full name of the person recommended"), max_length=250, required=False,
        help_text=_("Somebody who works in your organisation, usually its head."),
    )  # fmt: skip
    recommended_post = forms.CharField(label=_("Post of this person"), max_length=250, required=False)

    def __init__(self, *args, ground: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.ground = ground

    def clean(self):
        """Ask for both or for neither."""
        data = super().clean()
        verdict = rules.is_recommendation_sound.judge(
            ground=self.ground, name=data.get("recommended_name", ""), post=data.get("recommended_post", "")
        )
        if not verdict:
            field = "recommended_post" if verdict.clause == "A-A.7" else "recommended_name"
            self.add_error(field, str(verdict.sentence))
        return data


class AcquaintanceForm(forms.Form):
    """The declaration of Appendix A: acquainted with the statute (A-A.8)."""

    acquainted = forms.BooleanField(
        label=_("I am acquainted with the statute of the Association"),
        error_messages={"required": _("Confirm that you have read the statute, or come back when you have.")},
    )


# kind of paper -> the fields read off it; those that the statute does not ask for may stay empty
PAPER_FIELDS = {**rules.DETAILS, "expert_conclusion": ("number", *rules.DETAILS["expert_conclusion"])}


class PaperForm(forms.Form):
    """One paper of the application: what is read off it, and its file."""

    number = forms.CharField(label=_("Number"), max_length=60, widget=forms.TextInput(attrs={"class": "w-m"}))
    person_name = forms.CharField(label=_("Surname, given name, patronymic"), max_length=250)
    issuer = forms.CharField(label=_("Issued by"), max_length=300, help_text=_("Name of the body, as in the document"))
    dated_on = DateField(label=_("Date of the document"))
    until = DateField(label=_("Valid until"))
    hours = forms.IntegerField(
        label=_("How many hours"), min_value=1, max_value=2000, help_text=_("The number in the document, such as 72"),
        error_messages={"required": _("Give the number of hours of the training")},
        widget=forms.NumberInput(attrs={"class": "w-s"}),
    )  # fmt: skip
    year = forms.IntegerField(
        label=_("Year of completion"), min_value=1990, max_value=2100, widget=forms.NumberInput(attrs={"class": "w-s"})
    )
    result = forms.ChoiceField(label=_("Result of the conclusion"), choices=ApplicationPaper.Result.choices)
    file = CheckedFileField(
        label=_("The document"), help_text=_("PDF, JPEG, PNG, DOCX, XLSX or ODT, up to 20 MB"),
        error_messages={"required": _("Attach the document")},
    )  # fmt: skip

    def __init__(self, *args, kind: str, has_file: bool, later: bool = False, **kwargs) -> None:
        """`later` saves what there is: a draft may lack details, never its file."""
        super().__init__(*args, **kwargs)
        for name in list(self.fields):
            if name not in (*PAPER_FIELDS[kind], "file"):
                del self.fields[name]
            elif later or name not in rules.DETAILS[kind]:
                self.fields[name].required = False
        if kind == "training_document":
            self.fields["issuer"].label = _("Where the training took place")
        if kind == "introduction_plan":
            self.fields["dated_on"].label = _("Plan from")
            self.fields["until"].label = _("Plan until")
        self.fields["file"].required = not has_file

    def clean(self):
        """Hold the two dates in order."""
        data = super().clean()
        first, last = data.get("dated_on"), data.get("until")
        if first and last and last < first:
            self.add_error("until", _("This date lies before the first one."))
        return data
