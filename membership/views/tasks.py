"""The application as a task list: what is done, what is missing, by which clause."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from association.fmt import date_text
from association.models import Association
from membership import rules
from membership.models import Application, ApplicationPaper


def _task(application: Application, route: str, label: str, *, done: bool, hint: str = "", clause: str = "", **more):
    word = _("Done") if done else more.get("word", _("Needed"))
    look = "ok" if done else more.get("look", "need")
    args = [application.pk, *more.get("args", ())]
    return {"label": label, "url": reverse(route, args=args), "hint": hint, "clause": clause, "look": look,
            "word": word, "done": done}  # fmt: skip


def _paper_hint(row: ApplicationPaper | None) -> str:
    if row is None:
        return ""
    parts = [row.person_name, f"№\u00a0{row.number}" if row.number else "", row.issuer,
             date_text(row.dated_on, "ru", "short") if row.dated_on else "", str(row.year or "")]  # fmt: skip
    return ", ".join(part for part in parts if part) or row.file.name


def paper_tasks(application: Application) -> list[dict[str, Any]]:
    """One task for each paper the ground asks for."""
    if not application.ground:
        return []
    attached = {row.kind: row for row in application.papers.select_related("file")}
    labels = dict(ApplicationPaper.Kind.choices)
    return [
        _task(
            application, "answer_paper", str(labels[need.kind]).capitalize(), done=need.kind in attached,
            hint=_paper_hint(attached.get(need.kind)), clause=need.clause, args=[need.kind],
            word=_("Document needed"),
        )
        for need in rules.needs_of(application.ground)
    ]  # fmt: skip


def sections(application: Application) -> list[dict[str, Any]]:
    """The whole application in three sections of tasks; a task that is not open yet says why."""
    organisation = application.organisation
    head = organisation.headships.open().select_related("person").first()
    about = [
        _task(application, "answer_organisation", _("Organisation and contacts"),
              done=bool(organisation.phone and organisation.email), hint=organisation.title),
        _task(application, "answer_ground", _("Ground"), done=bool(application.ground),
              hint=application.get_ground_display() if application.ground else "", clause="A-A.5"),
    ]  # fmt: skip
    if head:
        about[0]["hint"] = f"{organisation.title}, {head.person}"
    papers = paper_tasks(application)
    if application.kind == Application.Kind.MEMBER:
        about.append(
            _task(application, "answer_recommendation", _("Recommendation to the Presidium"),
                  done=bool(application.recommended_name), look="calm", word=_("If you wish"), clause="A-A.6",
                  hint=application.recommended_name)
        )  # fmt: skip
    statute = Association.current().statute_version
    read = application.acquainted_version == statute
    hand_in = [_task(application, "answer_acquaintance", _("Acquaintance with the statute"), done=read, clause="A-A.8")]
    return [
        {"heading": _("About the school"), "tasks": about},
        {"heading": _("Documents"), "tasks": papers},
        {"heading": _("Submission"), "tasks": [*hand_in, _last(application, [*about, *papers, *hand_in])]},
    ]


def _last(application: Application, tasks: list[dict[str, Any]]) -> dict[str, Any]:
    missing = [task for task in tasks if not task["done"] and task["look"] != "calm"]
    if not application.ground or missing:
        first = missing[0] if missing else tasks[0]
        return {"label": _("Check the answers and submit"), "url": "", "clause": first["clause"], "look": "calm",
                "word": _("Too early"), "done": False,
                "hint": _("Opens when this is ready: %(task)s") % {"task": first["label"]}}  # fmt: skip
    return _task(application, "application_answers", _("Check the answers and submit"), done=False,
                 word=_("Ready to submit"), look="run", clause="A-A.9")  # fmt: skip


def progress(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """How many of the needed tasks are done, and the first that is missing."""
    tasks = [task for part in parts for task in part["tasks"] if task["look"] != "calm"]
    missing = [task for task in tasks if not task["done"] and task["look"] != "run"]
    return {"done": len(tasks) - len(missing), "total": len(tasks), "first": missing[0] if missing else None}
