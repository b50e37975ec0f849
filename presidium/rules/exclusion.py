"""The exclusion case: who may begin it, and who may still consent to it (A-3.14)."""

from django.utils.translation import gettext_lazy as _

from association.statute import Verdict, altai, say


@altai("3.14", _("An exclusion is initiated by a member organisation, and never its own."))
def may_initiate(*, is_member: bool, is_own: bool, target_is_member: bool, has_open_case: bool = False) -> Verdict:
    """Whether a motion may be filed; the initiator is an active member and another one is to be excluded (A-3.14)."""
    if not is_member:
        return Verdict(False, sentence=say(_("Only an organisation that is a member on this day moves an exclusion.")))
    if is_own:
        return Verdict(False, sentence=say(_("Nobody moves its own exclusion: a member leaves by an application.")))
    if not target_is_member:
        return Verdict(False, sentence=say(_("Only an organisation that is a member on this day can be excluded.")))
    if has_open_case:
        return Verdict(False, sentence=say(_("A case on the exclusion of this organisation is open already.")))
    return Verdict(True)


@altai("3.14", _("A holder of a seat consents once, after the Presidium has considered the case."))
def may_consent(*, is_considered: bool, on_roster: bool, has_consented: bool, is_recused: bool = False) -> Verdict:
    """Whether a sheet of this person still adds a consent; a vote for at the meeting has counted already (A-3.14)."""
    if not is_considered:
        message = _("Consent sheets are taken after a meeting has considered the case and until it is decided.")
        return Verdict(False, sentence=say(message))
    if not on_roster:
        message = _("Only who held a seat at the meeting that considered the case, and holds it still, consents.")
        return Verdict(False, sentence=say(message))
    if is_recused:
        message = _("The seat of the organisation to be excluded is left out on both sides by the rules in force.")
        return Verdict(False, sentence=say(message))
    if has_consented:
        return Verdict(False, sentence=say(_("This consent is counted already; nobody consents twice.")))
    return Verdict(True)
