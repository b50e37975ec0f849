"""The public page of a member organisation and its badge, which the organisation may show elsewhere (A-5.6.2)."""

from __future__ import annotations

import textwrap
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.html import format_html
from django.utils.http import quote_etag
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from association import clock
from association.canonical import digest
from association.fmt import date_text, nbsp
from association.models import Association, RuleSet
from association.templatetags.drawing import crossed_ellipses
from association.templatetags.ui import day as in_words
from association.templatetags.ui import tag
from membership import rules
from membership.filters import day_field
from membership.models import Application, Certificate, Membership
from membership.queries import last_membership
from membership.queries_experts import ground_on

LETTERS = 36  # of the association's name in one line of the badge
HOUR = 3600


class AsOfForm(forms.Form):
    """The day a visitor asks for; one that is still ahead becomes today: no end is told before it comes."""

    on = day_field(gettext_lazy("As of"))


def member(request: HttpRequest, pk: int) -> HttpResponse:
    """What everybody may know of a member or candidate; withdrawn with the end of the membership."""
    today = clock.today()
    form = AsOfForm({"on": request.GET.get("on") or today.isoformat()})
    day = min(form.cleaned_data.get("on") or today, today) if form.is_valid() else today
    row = last_membership(pk, day)
    if row is None:
        raise Http404
    name = row.organisation.names.on(day).first()
    context = {"row": row, "name": name, "day": day, "is_today": day == today, "form": form, "word": _word(row)}
    if not row.is_on(day):
        told = bool(RuleSet.on_day(today).values.get("publish_former_members", False))
        return render(request, "membership/member_former.html", {**context, "told": told}, status=200 if told else 404)
    context |= {"facts": _facts(row, name, day), "status": _status(row), "snippets": _snippets(row, today)}
    return render(request, "membership/member.html", context)


def badge(request: HttpRequest, pk: int) -> HttpResponse:
    """A small picture that says what the organisation is today; of one that has left it says so, with 404."""
    today = clock.today()
    row = last_membership(pk, today)
    if row is None:
        raise Http404
    language = "ky" if request.GET.get("language") == "ky" else "ru"
    holds = row.is_on(today)
    with translation.override(language):
        answer = render(request, "membership/badge.svg", _badge(row, language, holds=holds),
                        content_type="image/svg+xml", status=200 if holds else 404)  # fmt: skip
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_cache_control(answer, public=True, max_age=HOUR)
    if not holds:
        return answer
    etag = quote_etag(digest(answer.content.decode())[:32])
    answer.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=answer) or answer


def _badge(row: Membership, language: str, *, holds: bool) -> dict[str, Any]:
    heading = Association.current().heading(language)
    since = _("since %(day)s") % {"day": date_text(row.starts_on, language, "short")}
    return {
        "word": _word(row) if holds else _("Not a member"), "since": since if holds else "", "holds": holds,
        "lines": textwrap.wrap(heading, LETTERS, max_lines=2, placeholder=" …"), "heading": heading,
        "turns": crossed_ellipses(6), "language": language,
    }  # fmt: skip


def _word(row: Membership) -> str:
    is_member = row.kind == Membership.Kind.MEMBER
    return _("Member of the Association") if is_member else pgettext("membership", "Candidate of the Association")


def _status(row: Membership) -> str:
    is_member = row.kind == Membership.Kind.MEMBER
    return tag("ok", _("Member")) if is_member else tag("run", _("Candidate"))


def _facts(row: Membership, name: Any, day: date) -> list[dict[str, Any]]:
    """Name, place, since when, ground, certificate: nothing that the register does not show (A-1.4)."""
    organisation = row.organisation
    full = name.full if name else organisation.title
    if name and (get_language() or "").startswith("ky") and name.full_ky:
        full = name.full_ky
    place, ground = organisation.district, ground_on(row, day)
    facts = [
        {"label": _("Full name"), "value": nbsp(full)},
        {"label": _("Place"), "value": str(place) if place else ""},
        {"label": _word(row), "value": _("since %(day)s") % {"day": in_words(row.starts_on, "ablative")}},
        {"label": _("Ground"), "value": Application.Ground(ground).label, "clause": rules.GROUNDS[ground]},
    ]
    if row.kind == Membership.Kind.MEMBER:
        facts.append(_certificate(row, day))
    return facts


def _certificate(row: Membership, day: date) -> dict[str, Any]:
    label = _("Certificate of a member")
    issued = Certificate.objects.filter(organisation=row.organisation, issued_on__lte=day).exclude(annulled_on__lte=day)
    certificate = issued.order_by("-number").first()
    if certificate is None:
        return {"label": label, "value": ""}
    words = _("%(number)s of %(day)s, valid") % {"number": certificate, "day": in_words(certificate.issued_on)}
    return {
        "label": label, "value": words, "url": reverse("check", args=[certificate.shown_code]),
        "hint": _("The link leads to the public check."), "clause": "A-3.13c",
    }  # fmt: skip


def _snippets(row: Membership, today: date) -> list[dict[str, str]]:
    """What the organisation may put on its own site: a line of text, and a picture; neither holds a script."""
    if not row.is_on(today):
        return []
    page = f"{settings.SITE_ADDRESS}{reverse('member', args=[row.organisation_id])}"
    picture = reverse("member_badge", args=[row.organisation_id])
    if (get_language() or "").startswith("ky"):
        picture += "?language=ky"
    heading = Association.current().heading(get_language() or "ru")
    text = format_html('<a href="{}">{}: {}</a>', page, heading, _word(row))
    alt = _("%(association)s: check the membership") % {"association": heading}
    image = format_html(
        '<a href="{}"><img src="{}{}" width="320" height="72" alt="{}"></a>', page, settings.SITE_ADDRESS, picture, alt
    )
    return [
        {"label": _("A line of text"), "code": str(text)},
        {"label": _("A picture"), "code": str(image), "picture": picture, "alt": alt},
    ]
