"""Letters of membership, declared as data."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from association.outbox import Notice

APPLICATION_SUBMITTED = Notice(
    "application_submitted", _("An application was submitted"), "letters/application_submitted.txt"
)
APPLICATION_REGISTERED = Notice(
    "application_registered", _("Your application was registered"), "letters/application_registered.txt"
)
APPLICATION_RETURNED = Notice(
    "application_returned", _("Your application was returned for completion"), "letters/application_returned.txt"
)
DECISION_TAKEN = Notice("decision_taken", _("Decision on your application"), "letters/decision_taken.txt")
CERTIFICATE_ISSUED = Notice("certificate_issued", _("Your certificate is ready"), "letters/certificate_issued.txt")
