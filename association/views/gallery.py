"""The living component page: every component of templates/ui/ with its states, on invented facts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from association.forms import SignatureForm
from association.models import Paper, User

Rows = list[dict[str, Any]]


class ExampleForm(forms.Form):
    """One field of each kind; shown with its errors."""

    name = forms.CharField(label="Name", help_text="As in the passport")
    hours = forms.IntegerField(label="Hours", error_messages={"required": "Say how many hours the course took"})
    kind = forms.ChoiceField(
        label="Kind of paper", choices=[("a", "Certificate"), ("b", "Diploma")], widget=forms.RadioSelect
    )
    note = forms.CharField(label="Remark", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    agreed = forms.BooleanField(label="I have read the statute", required=False)
    paper = forms.FileField(
        label="Paper", help_text="PDF, JPEG or PNG, up to 20 MB", error_messages={"required": "Add the paper"}
    )


class ExampleFilter(forms.Form):
    """A filter strip: the search first, the day last."""

    q = forms.CharField(label="Name", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    status = forms.ChoiceField(label="Status", required=False, choices=[("", "Any"), ("member", "Member")])
    on = forms.DateField(label="As of", required=False, widget=forms.DateInput(attrs={"type": "date"}))


def _rows(keys: str, *rows: tuple[Any, ...]) -> Rows:
    names = keys.split()
    return [dict(zip(names, row, strict=False)) for row in rows]


def _frame() -> dict[str, Any]:
    items = _rows(
        "url label icon current count needs",
        ("#", "Desk", "desk", True),
        ("#", "Journal", "inbox", False, 4, True),
        ("#", "Papers", "file", False, 12),
    )
    return {
        "association_name": "Association of invented schools",
        "who": {"name": "Образцова А. А.", "role": "secretary", "initials": "АО"},
        "nav": [{"heading": "", "items": items[:2]}, {"heading": "Records", "items": items[2:]}],
        "foot": _rows("label url", ("Open data", "#"), ("Accessibility", "#")),
        "said": [Message(constants.SUCCESS, "Saved"), Message(constants.ERROR, "Not saved")],
        "demo": True,
        "demo_roles": _rows("label role icon value", ("Образцова А. А.", "secretary", "desk", 1)),
    }


def _work() -> dict[str, Any]:
    return {
        "jobs": _rows(
            "title text clause url button",
            ("Register the application of school № 915", "It came today at 9:40.", "A-7.2.2", "#", "Register"),
            ("Hand over certificate № 011", "The director comes at 15:00.", "A-3.13c", "#", "Hand over"),
        ),
        "tasks": _rows(
            "label url hint clause look word",
            ("Address", "#", "", "", "ok", "Ready"),
            ("Training", "#", "A paper is missing", "A-3.2.3", "need", "Paper needed"),
            ("Check and submit", "", "Opens when the paper is there", "A-3.2.3", "calm", "Too early"),
        ),
        "rows": _rows(
            "label value hint url clause change",
            ("Full name", "Municipal budget school «Demonstration school № 915»"),
            ("Director", "Макетов Ж. Ж.", "since 12 January 2019", "#", "A-3.4b", "#"),
            ("Telephone", ""),
        ),
        "facts": _rows(
            "label value remark clause look",
            ("Membership", "Member", "since 2023", "", "ok"),
            ("Certificate", "№ 011", "since 12 September 2025"),
            ("Attendance", "7 of 8", "in 6 quarters", "A-5.5.1"),
        ),
        "steps": _rows(
            "label text state clause",
            ("Drawn up", "9 September", "done"),
            ("Signed", "the chair is awaited", "now", "A-4.10a"),
            ("Sent", "to the executors", "ahead"),
        ),
        "tabs": _rows(
            "label url count current needs", ("All", "#", 13, True), ("Without a mentor", "#", 1, False, True)
        ),
    }


def _records() -> dict[str, Any]:
    link = mark_safe('Decision of the Presidium, <a href="#">minutes № 1</a>')
    return {
        "entries": _rows(
            "year when date title text clause kind",
            (2026, "expected", None, "Inspection", "by 15 March", "A-4.12", "ahead"),
            (2025, "", dt.date(2025, 9, 12), "Certificate № 011", "In place of № 002", "A-3.13c", "right"),
            (2025, "", dt.date(2025, 2, 13), "Mentor of school № 911", link, "A-3.16c", "step"),
        ),
        "quarters": _rows(
            "name this today months marks lines look word",
            (
                "I",
                False,
                "",
                ["Jan", "Feb", "Mar"],
                _marks("held", "failed"),
                _lines("13 February", ", № 1"),
                "ok",
                "Held",
            ),
            (
                "II",
                True,
                "60%",
                ["Apr", "May", "Jun"],
                _marks("extra", "waiting"),
                _lines("5 May", ""),
                "need",
                "Unsigned",
            ),
            ("III", False, "", ["Jul", "Aug", "Sep"], _marks("planned"), _lines("4 August", ""), "calm", "Set"),
        ),
        "tiles": _rows(
            "name word state gap", ("Барнаул", "member", "member"), ("Бийск", "candidate", "candidate"), ("Яровое",)
        ),
        "page": Paginator(range(130), 13).page(2),
    }


def _marks(*kinds: str) -> Rows:
    return [{"x": f"{25 + 40 * place}%", "kind": kind} for place, kind in enumerate(kinds)]


def _lines(bold: str, text: str) -> Rows:
    return [{"bold": bold, "text": text}]


def _sitting() -> dict[str, Any]:
    return {
        "items": _rows("number url closed current", (1, "#", True), (2, "#", False, True), (3, "#")),
        "votes": _rows(
            "family initials vote word",
            ("Макетов", "Ж. Ж.", "for", "For"),
            ("Модельнова", "З. З.", "abstain", "Abstained"),
            ("Примеров", "Б. Б.", "against", "Against"),
            ("Тестова", "Г. Г.", "wait", "Awaited"),
        ),
        "people": _rows(
            "name remark here action button value",
            ("Макетов Ж. Ж.", "since 14:02", True, "#", "Left", "leave"),
            ("Шаблонов В. В.", "ill", False, "#", "Came", "come"),
        ),
        "lines": _rows("text clause", ("3 of 5 present voted for, 3 were needed", "A-4.9b")),
        "verdicts": _rows(
            "passed sentence clause",
            (False, "8 of 12 are needed, 5 are for", "A-3.14"),
            (True, "The papers are complete", "A-3.2.1"),
        ),
        "at": dt.datetime(2025, 12, 4, 7, 32, 5, tzinfo=dt.UTC),
    }


def _examples() -> dict[str, Any]:
    form = ExampleForm({"name": "Тестова Галина Глебовна", "kind": "a"}, {})
    form.fields["kind"].hints = {"a": "By a licensed organisation", "b": "By a university"}  # type: ignore[attr-defined]
    form.fields["name"].clause = "A-3.2.3"  # type: ignore[attr-defined]
    signature = SignatureForm(paper=Paper(pk=901), user=User(), clause="A-4.10b", auto_id="sign_%s")
    signature.has_passkey = True
    return {**_frame(), **_work(), **_records(), **_sitting(), "form": form, "filter": ExampleFilter({"q": "school"}),
            "signature": signature}  # fmt: skip


def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component with its states; only in development, demonstration and tests."""
    if not (settings.DEBUG or settings.DEMO or settings.MODE == "test"):
        raise Http404
    return render(request, "ui/gallery.html", _examples())
