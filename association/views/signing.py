"""Signing a paper on any page: the challenge for a key, and the one way a signature is taken from a form."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404

from association import clock, files, proofs
from association.actions import papers
from association.doors import Unacceptable
from association.forms import ScanForm, SignatureForm
from association.keys import afterwards
from association.models import Organisation
from association.views.papers import visible_papers


def challenge(request: HttpRequest, pk: int) -> JsonResponse:
    """Give the script of the signing form a challenge over one finished paper."""
    paper = get_object_or_404(visible_papers(request.user), pk=pk)
    if not paper.is_ready:
        raise Http404
    try:
        answer = proofs.ask(paper, by=request.user, at=clock.now())
    except proofs.NotSigned as refused:
        return JsonResponse({"sentence": str(refused.sentence)}, status=409)
    return JsonResponse(answer, headers={"Cache-Control": "no-store"})


def take(request: HttpRequest, form: SignatureForm, sign: Callable[..., object]) -> bool:
    """Call the verb as sign(proof=, sha256=, by=, at=); when it refuses, say the reason in the form and answer False.

    Views answer False with their page and status 422; a wrong password is remembered then.
    """
    if request.method != "POST":
        return False
    if not form.is_valid():
        return False
    at = clock.now()
    try:
        sign(proof=form.proof, sha256=form.cleaned_data["sha256"], by=request.user, at=at)
    except papers.WrongPassword as wrong:
        form.add_error("password", str(wrong.sentence))
        afterwards(request, lambda: papers.remember_wrong_password(form.paper, by=request.user, at=at))
    except papers.NotSigned as refused:
        form.add_error(None if form.cleaned_data.get("answer") else "password", str(refused.sentence))
    return not form.errors


def take_scan(
    request: HttpRequest, form: ScanForm, file: Callable[..., object], *, organisation: Organisation | None
) -> bool:
    """Keep the scan of a paper signed by hand and call the verb as file(scan=, by=, at=).

    When there is no room for it, or the paper cannot be signed, the reason stands at the field and the answer is False.
    """
    if request.method != "POST":
        return False
    if not form.is_valid():
        return False
    at = clock.now()
    try:
        with transaction.atomic():
            stored = files.keep(form.cleaned_data["scan"], organisation=organisation, by=request.user, at=at)
            file(scan=stored, by=request.user, at=at)
    except Unacceptable as refused:
        form.add_error("scan", str(refused))
    except papers.NotSigned as refused:
        form.add_error("scan", str(refused.sentence))
    return not form.errors
