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
APPLICATION_LAPSED = Notice(
    "application_lapsed", _("Your application has ended without effect"), "letters/application_lapsed.txt"
)
DECISION_TAKEN = Notice("decision_taken", _("Decision on your application"), "letters/decision_taken.txt")
CERTIFICATE_ISSUED = Notice("certificate_issued", _("Your certificate is ready"), "letters/certificate_issued.txt")
EXPERT_ASSIGNED = Notice("expert_assigned", _("A package awaits your conclusion"), "letters/expert_assigned.txt")
EXPERT_RELEASED = Notice("expert_released", _("You are released from a package"), "letters/expert_released.txt")
CONCLUSION_TO_SIGN = Notice(
    "conclusion_to_sign", _("A conclusion awaits your signature"), "letters/conclusion_to_sign.txt"
)
CONCLUSION_SIGNED = Notice(
    "conclusion_signed", _("The expert group has signed its conclusion"), "letters/conclusion_signed.txt"
)
QMS_PROPOSED = Notice("qms_proposed", _("A QMS certificate awaits confirmation"), "letters/qms_proposed.txt")
QMS_SETTLED = Notice("qms_settled", _("On the record of your QMS certificate"), "letters/qms_settled.txt")
EXIT_SUBMITTED = Notice("exit_submitted", _("An application to leave the Association"), "letters/exit_submitted.txt")
EXIT_REGISTERED = Notice("exit_registered", _("Your exit from the Association"), "letters/exit_registered.txt")
MEMBERSHIP_ENDED = Notice("membership_ended", _("Your membership has ended"), "letters/membership_ended.txt")
APPLY_ANEW = Notice("apply_anew", _("Invitation to apply to the Association"), "letters/apply_anew.txt")
TOO_FEW_MEMBERS = Notice(
    "too_few_members", _("The Association has fewer members than the statute asks for"), "letters/too_few_members.txt"
)
