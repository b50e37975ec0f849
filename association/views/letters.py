"""Outgoing letters: the list, writing one, its files, the chair's signature, voiding (A-5.2.4, A-5.2.5, A-7.2.5)."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.actions import letters_out as verbs
from association.forms import SignatureForm
from association.forms import letters as forms
from association.forms.records import ReasonForm
from association.models import LetterFile, OutgoingLetter, RegisterEntry
from association.queries_letters import addressees_of, letters_seen
from association.views import signing
from association.views.records import refusing, today
from association.workflow import open_to

PAGE = 25
LOOKS = {"draft": "calm", "offered": "need", "sent": "ok", "withdrawn": "none", "voided": "none"}


def outgoing_letters(request: HttpRequest) -> HttpResponse:
    """List the letters written in the portal."""
    form = forms.LettersFilter(request.GET)
    form.full_clean()
    page = Paginator(letters_seen(form.cleaned_data.get("state", "")), PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form, "page": page, "rows": [{"row": row, "look": LOOKS[row.state]} for row in page],
        "writes": access.can(request.user, "register_documents"),
    }  # fmt: skip
    return render(request, "association/letters.html", context)


def outgoing_letter_new(request: HttpRequest) -> HttpResponse:
    """Begin a letter, or a reply to an incoming paper."""
    asked, person = request.GET.get("reply_to", ""), request.user.person
    known = asked.isdecimal() and len(asked) < 12
    answered = RegisterEntry.objects.filter(series="incoming", pk=asked).first() if known else None
    initial = {"executor_name": person.full_name if person else "", **forms.opening(answered)}
    if kind := request.GET.get("kind"):
        initial["kind"] = kind
    form = forms.LetterForm(request.POST or None, today=today(), initial=initial)
    if request.method == "POST" and form.is_valid():
        return redirect(verbs.begin(form.written, by=request.user, at=clock.now()))
    context = {"form": form, "letter": None}
    return render(request, "association/letter_form.html", context, status=422 if form.errors else 200)


def outgoing_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter: its words, to whom it goes, its sheet, and what is to be done with it now."""
    return _page(request, _letter(pk))


def _letter(pk: int) -> OutgoingLetter:
    rows = OutgoingLetter.objects.select_related("sheet__file", "sheet__job", "reply_to", "written_by__person")
    return get_object_or_404(rows, pk=pk)


def _page(request: HttpRequest, letter: OutgoingLetter, status: int = 200, **typed: Form) -> HttpResponse:
    user, steps = request.user, open_to(letter, request.user)
    is_draft = letter.state == OutgoingLetter.State.DRAFT
    writes = access.can(user, "register_documents") and is_draft
    ready = letter.sheet is not None and letter.sheet.is_ready
    context: dict[str, Any] = {
        "letter": letter, "look": LOOKS[letter.state], "steps": steps, "writes": writes,
        "addressees": addressees_of(letter, today()) if is_draft else letter.addressees,
        "copies": letter.copies.select_related("entry", "paper", "organisation").prefetch_related("entry__dispatches"),
        "files": letter.files.select_related("file"), "paper": letter.sheet if not is_draft else None,
        "form": _sign_form(letter, user) if "sign" in steps and ready else None,
        "remark_form": forms.RemarkForm(auto_id="remark_%s") if "return" in steps else None,
        "file_form": forms.AttachmentForm(auto_id="file_%s") if writes else None,
    }  # fmt: skip
    return render(request, "association/letter.html", context | typed, status=status)


def _sign_form(letter: OutgoingLetter, user, data=None) -> SignatureForm:
    return SignatureForm(data, paper=letter.sheet, user=user, clause="A-7.2.2")


def outgoing_letter_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a letter anew."""
    letter = _letter(pk)
    form = forms.LetterForm(request.POST or None, today=today(), letter=letter)
    if request.method == "POST" and form.is_valid():
        verbs.edit(letter, form.written, by=request.user, at=clock.now())
        messages.success(request, _("The letter is kept."))
        return redirect(letter)
    context = {"form": form, "letter": letter}
    return render(request, "association/letter_form.html", context, status=422 if form.errors else 200)


@require_POST
def outgoing_letter_files(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach a file."""
    letter = _letter(pk)
    form = forms.AttachmentForm(request.POST, request.FILES, auto_id="file_%s")
    if form.is_valid():
        data = dict(form.cleaned_data)
        act = partial(verbs.attach, letter, data.pop("file"), by=request.user, at=clock.now(), **data)
        if refusing(form, "file", act):
            return redirect(letter)
    return _page(request, letter, 422, file_form=form)


@require_POST
def outgoing_letter_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file off."""
    row = get_object_or_404(LetterFile.objects.select_related("letter"), pk=pk)
    verbs.detach(row, by=request.user, at=clock.now())
    return redirect(row.letter)


@require_POST
def outgoing_letter_offer(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a letter to the chair."""
    letter = _letter(pk)
    verbs.offer(letter, on=today(), by=request.user, at=clock.now())
    messages.success(request, _("The letter waits for the chair; its sheet is being made."))
    return redirect(letter)


@require_POST
def outgoing_letter_taking_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a letter back from the chair."""
    letter = _letter(pk)
    verbs.take_back(letter, by=request.user, at=clock.now())
    return redirect(letter)


@require_POST
def outgoing_letter_remark(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a letter with a remark."""
    letter = _letter(pk)
    form = forms.RemarkForm(request.POST, auto_id="remark_%s")
    if not form.is_valid():
        return _page(request, letter, 422, remark_form=form)
    verbs.give_back(letter, remark=form.cleaned_data["remark"], by=request.user, at=clock.now())
    return redirect(letter)


@require_POST
def outgoing_letter_signature(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the sheet: the letter is registered and sent to each addressee."""
    letter = _letter(pk)
    if letter.sheet is None:
        return redirect(letter)
    form = _sign_form(letter, request.user, request.POST)
    if signing.take(request, form, partial(verbs.sign, letter, on=today())):
        messages.success(request, _("The letter is signed, registered and sent."))
        return redirect(letter)
    return _page(request, _letter(pk), 422, form=form)


def outgoing_letter_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up a letter that has not gone out, or void one that has."""
    letter = _letter(pk)
    verb = verbs.void if letter.state == OutgoingLetter.State.SENT else verbs.withdraw
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verb(letter, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        return redirect(letter)
    context = {"letter": letter, "form": form, "is_sent": letter.state == OutgoingLetter.State.SENT}
    return render(request, "association/letter_end.html", context, status=422 if form.errors else 200)
