"""The living component page."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render


def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component with its states; only in development and demonstration."""
    if not (settings.DEBUG or settings.DEMO or settings.MODE == "test"):
        raise Http404
    return render(request, "ui/gallery.html")
