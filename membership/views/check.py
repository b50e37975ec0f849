"""The public check of certificates and signed papers by their code; nothing can be listed here (A-B.7)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from association import clock
from association.actions.papers import ALPHABET
from association.doors import LIMIT
from association.models import Paper
from association.papers import KINDS
from association.queries_retention import written_off
from association.search import fold_query
from association.templatetags.ui import day as in_words
from membership import rules
from membership.filters import day_field, named
from membership.models import Certificate, Conclusion
from membership.papers.conclusion import D03
from membership.queries_certificates import certificate_of_code, editions

TRIES = 30
LENGTH = 8


class DayForm(forms.Form):
    """The day a certificate is checked for; not after today."""

    on = day_field(gettext_lazy("Day"))

    def clean_on(self) -> date | None:
        """Nobody knows yet what will be valid."""
        day = self.cleaned_data["on"]
        if day and day > clock.today():
            raise forms.ValidationError(_("This day is still ahead."))
        return day


class CodeForm(forms.Form):
    """A code from a paper, or the number of a certificate together with a part of the name."""

    code = forms.CharField(label=gettext_lazy("Code or number of the certificate"), max_length=20)
    name = forms.CharField(
        label=gettext_lazy("Part of the organisation's name"), max_length=120, required=False, min_length=3,
        help_text=gettext_lazy("Needed when you know the number only."),
    )  # fmt: skip


def quiet(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep answers out of search engines and caches, and strangers who guess at TRIES misses a minute."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        address = get_adapter().get_client_ip(request)
        key = f"check:{hashlib.sha256(address.encode()).hexdigest()[:32]}:{clock.now():%H%M}"
        missed = cache.get(key, 0)
        if missed >= TRIES:
            response = render(request, "membership/check_busy.html", status=429)
            response.headers["Retry-After"] = "60"
        else:
            response = view(request, *args, **kwargs)
            if response.status_code == 404:
                cache.set(key, missed + 1, 120)
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response.headers["Cache-Control"] = "private, no-store"
        return response

    return guarded


def plain_code(text: str) -> str:
    """The eight signs of a code as stored, or an empty text; dashes, spaces and case do not count."""
    code = re.sub(r"[\s\u2010-\u2015-]", "", text).upper()
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


@quiet
def check_search(request: HttpRequest) -> HttpResponse:
    """Ask for a code; a number is answered only together with the name it was given to."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    context: dict[str, Any] = {"form": form}
    if not form.is_valid():
        return render(request, "membership/check_search.html", context, status=422 if form.errors else 200)
    text = form.cleaned_data["code"].strip()
    if code := plain_code(text):
        return redirect("check", code=f"{code[:4]}-{code[4:]}")
    number = re.sub(r"^№\s*", "", text)
    if not re.fullmatch(r"\d{1,6}", number):
        form.add_error("code", _("A code has eight letters and figures, a number has figures only."))
    elif not form.cleaned_data["name"]:
        form.add_error("name", _("Write a part of the organisation's name beside the number."))
    if form.errors:
        return render(request, "membership/check_search.html", context, status=422)
    return _by_number(request, int(number), form)


def _by_number(request: HttpRequest, number: int, form: CodeForm) -> HttpResponse:
    """Say only whether a certificate of that number and name is valid; both stand in the public register."""
    today = clock.today()
    found = None
    for folded in fold_query(form.cleaned_data["name"]):
        rows = Certificate.objects.filter(named("organisation__name_search", folded), number=number)
        found = found or rows.select_related("replaced_by").first()
    is_valid = found is not None and found.status_on(today) == "valid"
    context = {"form": form, "number": f"№\u00a0{number:03d}", "found": found, "is_valid": is_valid, "today": today}
    return render(request, "membership/check_search.html", context, status=200 if found else 404)


@quiet
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether what bears this code is valid, today or on a day."""
    form = DayForm(request.GET or None)
    day = form.cleaned_data["on"] if form.is_valid() else None
    return _answer(request, plain_code(code), day or clock.today(), form)


@quiet
@require_POST
def comparison(request: HttpRequest, code: str) -> HttpResponse:
    """Compare a file with the registered bytes by SHA-256; the file is read once and kept nowhere."""
    upload = request.FILES.get("file")
    outcome = {"name": upload.name} if upload else {"sentence": _("Choose the PDF file first.")}
    if upload and upload.size > LIMIT:
        outcome["sentence"] = _("The file is larger than 20 MB, so it is not the registered one.")
    elif upload:
        digest = hashlib.sha256()
        for chunk in upload.chunks():
            digest.update(chunk)
        outcome["sha256"] = digest.hexdigest()
    return _answer(request, plain_code(code), clock.today(), DayForm(), outcome)


def _answer(
    request: HttpRequest, code: str, day: date, form: DayForm, outcome: dict[str, Any] | None = None
) -> HttpResponse:
    found, paper = certificate_of_code(code) if code else (None, None)
    if not found and not paper:
        return render(request, "membership/check_unknown.html", {"code": code, "form": CodeForm()}, status=404)
    if outcome and "sha256" in outcome:
        same = next((one for one in comparable(found, paper) if one.sha256 == outcome["sha256"]), None)
        outcome |= {"same": same is not None, "which": copy_words(same, found) if same and found else ""}
    context = {
        "code": f"{code[:4]}-{code[4:]}",
        "certificate": found,
        "copies": _copies(found, paper, day) if found else {},
        "paper": paper,
        "answer": certificate_answer(found, day) if found else paper_answer(paper),
        "day": day,
        "form": form,
        "now": clock.now(),
        "outcome": outcome,
        "address": request.build_absolute_uri(f"/c/{code[:4]}-{code[4:]}").partition("://")[2],
        "signatures": list(paper.signatures.order_by("signed_at")) if paper and not found else [],
        "kind": KINDS[paper.kind].name if paper and paper.kind in KINDS else "",
    }
    return render(request, "membership/check.html", context)


def comparable(found: Certificate | None, paper: Paper | None) -> list[Paper]:
    """The registered papers a file may be: a certificate, its duplicates and translations; or the one paper."""
    if found is None:
        return [paper] if paper and paper.sha256 else []
    copies = [row.paper for row in found.duplicates.select_related("paper__file") if row.paper]
    return [one for one in (*editions(found), *copies) if one.sha256]


def copy_words(paper: Paper, found: Certificate) -> str:
    """Which copy of a certificate a paper is."""
    if paper.language != "ru":
        return _("It is the unofficial Kyrgyz edition; the Russian original counts.")
    if paper.pk == found.paper_id:
        return _("It is the certificate itself.")
    return _("It is the duplicate of %(day)s.") % {"day": in_words(paper.dated_on)}


def _copies(found: Certificate, paper: Paper | None, day: date) -> dict[str, Any]:
    """Duplicates given by a day, whether the code is that of a copy, and the certificate that holds now."""
    duplicates = [row.issued_on for row in found.duplicates.all() if row.issued_on <= day]
    last = found
    while (later := getattr(last, "replaced_by", None)) and later.issued_on <= day:
        last = later
    return {
        "duplicates": duplicates,
        "which": copy_words(paper, found) if paper and paper.pk != found.paper_id else "",
        "last": last if last != found else None,
        "last_is_valid": last.status_on(day) == rules.VALID,
    }


def certificate_answer(row: Certificate, day: date) -> dict[str, Any]:
    """The one word about a certificate on a day: look, icon, heading and the day it goes by."""
    answers = {
        "valid": {"look": "", "icon": "check", "heading": _("The certificate is valid")},
        "annulled": {"look": "bad", "icon": "cross", "heading": _("The certificate is annulled")},
        "replaced": {"look": "need", "icon": "cycle", "heading": _("The certificate is replaced")},
        "not yet": {"look": "calm", "icon": "clock", "heading": _("The certificate is not yet in force")},
    }  # fmt: skip
    status = row.status_on(day)
    since = row.annulled_on if status in ("annulled", "replaced") else None
    return {"status": status, "since": since, **answers[status]}


def paper_answer(paper: Paper) -> dict[str, Any]:
    """The one word about another paper: written off, signed, awaiting signatures, or replaced by a later edition."""
    if act := written_off(paper):
        heading = _("The document was written off")
        return {"status": "written off", "look": "calm", "icon": "minus", "heading": heading, "act": act}
    wanted = set(KINDS[paper.kind].capacities) if paper.kind in KINDS else set()
    signed = wanted <= {row.capacity.partition(" ")[0] for row in paper.signatures.all()}
    if paper.kind == D03.code:  # every expert of the group signs for himself
        signed = Conclusion.objects.filter(paper=paper, state=Conclusion.State.SIGNED).exists()
    later = Paper.objects.filter(
        kind=paper.kind, subject_type=paper.subject_type, subject_id=paper.subject_id, language=paper.language,
        is_draft=False, code__isnull=False, version__gt=paper.version,
    )  # fmt: skip
    if not signed and later.exists():
        return {"status": "replaced", "look": "need", "icon": "cycle", "heading": _("A later edition took its place")}
    if not signed:
        return {"status": "unsigned", "look": "calm", "icon": "clock", "heading": _("The paper is not signed yet")}
    return {"status": "valid", "look": "", "icon": "check", "heading": _("The paper is genuine")}
