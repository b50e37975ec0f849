"""The first minute of an empty portal."""

import os
import sys

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from association import clock
from association.actions import accounts, founding, groups, legal_bases, organisations, qms_processes
from association.models import Association

QUESTIONS = {
    "name": ("ASSOCIATION_NAME", _("Full name of the association")),
    "short_name": ("ASSOCIATION_SHORT_NAME", _("Its short name, for the head of the pages")),
    "operator": ("OPERATOR_NAME", _("First operator: surname, given name, patronymic")),
    "email": ("OPERATOR_EMAIL", _("E-mail of the operator")),
}


class Command(BaseCommand):
    """Found the association and open the first operator's account; a founded portal is left alone."""

    help = "Asks for the association's name and the first operator; answers may come as options or variables."

    def add_arguments(self, parser):
        for key, (variable, question) in QUESTIONS.items():
            parser.add_argument(f"--{key.replace('_', '-')}", help=f"{question} ({variable})")
        parser.add_argument("--if-empty", action="store_true", help="do nothing when the association exists")

    def handle(self, *, if_empty, **options):
        if Association.objects.exists():
            if if_empty:
                return
            raise CommandError(_("The association is founded already."))
        answers = {key: options[key] or os.environ.get(variable) or self.ask(variable, question)
                   for key, (variable, question) in QUESTIONS.items()}  # fmt: skip
        try:
            validate_email(answers["email"])
        except ValidationError as error:
            raise CommandError(f"OPERATOR_EMAIL: {answers['email']}: {error.messages[0]}") from error
        words = answers["operator"].split(maxsplit=2)
        if len(words) < 2:
            raise CommandError(f"OPERATOR_NAME: {answers['operator']}: a surname and a given name are needed")
        user = self.found(answers, words)
        key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}".split("-", 1)
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": key[0], "key": key[1]})
        self.stdout.write(
            _("The operator sets a password here, within three days:") + f"\n{settings.SITE_ADDRESS}{path}"
        )

    def ask(self, variable, question):
        """One answer from the keyboard; without a keyboard the name of the missing variable."""
        if not sys.stdin.isatty():
            raise CommandError(f"{variable} is not set, and there is nobody to ask ({question})")
        while not (answer := input(f"{question}: ").strip()):
            pass
        return answer

    @transaction.atomic
    def found(self, answers, words):
        call_command("calendars", verbosity=0)
        at, on = clock.now(), clock.today()
        person = organisations.add_person(
            surname=words[0], given=words[1], patronymic="".join(words[2:]), by=None, at=at
        )
        user = accounts.open_account(email=answers["email"], person=person, password=None, by=None, at=at)
        for role in ("operator", "administrator"):
            accounts.give_role(user, role, by=None, at=at)
        founding.found(
            name=answers["name"], short_name=answers["short_name"], on=on, authority=None, by=user, at=at
        )  # fmt: skip
        qms_processes.enter_preset(by=user, at=at)
        groups.preset(on=on, by=user, at=at)
        legal_bases.preset(by=user, at=at)
        return user
