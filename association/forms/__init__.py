"""Forms of the ground floor."""

from __future__ import annotations

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from association.access import ORGANISATION, ROLES
from association.doors import open_checked
from association.models import Organisation, Paper, User
from association.proofs import Passkey, Password, Proof, has_passkey


class InvitationForm(forms.Form):
    """Whom to invite, in which role; a role that is held on an organisation asks which one."""

    INVITED = (
        "director", "expert", "department_reviewer", "operator", "secretary", "qa_officer", "qa_head",
        "council_secretary", "process_owner", "commission_member", "consultant", "ministry_reviewer", "pair_contact",
    )  # fmt: skip

    email = forms.EmailField(label=_("E-mail"), help_text=_("The letter with the link goes there."))
    surname = forms.CharField(label=_("Surname"), max_length=80)
    given = forms.CharField(label=_("Given name"), max_length=80)
    patronymic = forms.CharField(label=_("Patronymic"), max_length=80, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=[])
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.all(), required=False,
        help_text=_("For a role in one organisation: a director, a quality officer, a consultant and others."),
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=[("ru", "Русский"), ("ky", "Кыргызча"), ("en", "English")]
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role, ROLES[role][1]) for role in self.INVITED]

    def clean(self):
        """A role is held on an organisation or on the whole portal, never on both."""
        data = super().clean()
        if (role := data.get("role")) and "organisation" not in self.errors:
            if ROLES[role][0] == ORGANISATION and not data.get("organisation"):
                self.add_error("organisation", _("Choose the organisation in which the person has this role."))
            elif ROLES[role][0] != ORGANISATION and data.get("organisation"):
                self.add_error("organisation", _("This role is not held in an organisation; leave this empty."))
        return data


class NewSchoolForm(forms.Form):
    """A school that the portal does not know yet, with its head, to be invited in one go."""

    full = forms.CharField(label=_("Full name by the charter"), max_length=300)
    short = forms.CharField(label=_("Short name"), max_length=300)
    address = forms.CharField(label=_("Legal address"), max_length=300)
    sector = forms.ChoiceField(label=_("Sector"), choices=Organisation.Sector.choices)
    district = forms.CharField(label=_("City or district"), max_length=120)
    surname = forms.CharField(label=_("Surname of the head"), max_length=80)
    given = forms.CharField(label=_("Given name"), max_length=80)
    patronymic = forms.CharField(label=_("Patronymic"), max_length=80, required=False)
    genitive = forms.CharField(
        label=_("Full name in the genitive"), max_length=250,
        help_text=_("As the application prints it after “from the director”. The portal never declines names itself."),
    )  # fmt: skip
    dative = forms.CharField(
        label=_("Surname with initials in the dative"), max_length=250, help_text=_("As letters are addressed.")
    )
    post = forms.CharField(label=_("Post"), max_length=200, initial="директор")
    post_genitive = forms.CharField(label=_("Post in the genitive"), max_length=200, initial="директора")
    post_dative = forms.CharField(label=_("Post in the dative"), max_length=200, initial="Директору")
    email = forms.EmailField(label=_("E-mail of the head"), help_text=_("The letter with the link goes there."))
    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=[("ru", "Русский"), ("ky", "Кыргызча"), ("en", "English")]
    )


class PasswordForm(forms.Form):
    """The password chosen by an invited person."""

    password = forms.CharField(
        label=_("Password"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters; a sentence is easier to keep in mind than a riddle."),
    )  # fmt: skip

    def clean_password(self) -> str:
        """Hold the password to the portal's demands."""
        validate_password(self.cleaned_data["password"])
        return self.cleaned_data["password"]


class SignatureForm(forms.Form):
    """A portal signature over the bytes shown: the password anew, or what a key of the person answered.

    A page shows it with templates/ui/sign.html and takes it with views/signing.take().
    """

    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    ticket = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1000)
    answer = forms.CharField(widget=forms.HiddenInput, required=False, max_length=8000)
    password = forms.CharField(
        label=_("Your password"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}), strip=False,
        help_text=_("A simple electronic signature: your password over exactly this paper."),
    )  # fmt: skip

    def __init__(self, data=None, *, paper: Paper, user: User, clause: str = "", **kwargs) -> None:
        super().__init__(data, initial={"sha256": paper.sha256}, **kwargs)
        self.paper = paper
        self.has_passkey = has_passkey(user)
        self.fields["password"].clause = clause
        if data is not None and data.get("answer"):
            self.fields["password"].required = False

    @property
    def proof(self) -> Proof:
        """What the person showed; asked of a valid form."""
        if answer := self.cleaned_data.get("answer"):
            return Passkey(self.cleaned_data["ticket"], answer)
        return Password(self.cleaned_data["password"])


class VoidingForm(forms.Form):
    """Why an entry of the journal is struck through."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("It stays in the journal beside the number.")
    )


class CheckedFileField(forms.FileField):
    """A file taken by its content only; its clean value is a Checked, or None where none is needed."""

    def __init__(self, **kwargs) -> None:
        super().__init__(allow_empty_file=True, **kwargs)  # the door itself says what is wrong with an empty file

    def clean(self, data, initial=None):
        """Open the file through the door; what the door refuses is said at the field."""
        upload = super().clean(data, initial)
        return open_checked(upload) if upload else None


class ScanForm(forms.Form):
    """The scan of a paper signed by hand."""

    scan = CheckedFileField(label=_("Scan of the signed paper"), help_text=_("PDF, JPEG or PNG, up to 20 MB"))
