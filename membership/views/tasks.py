"""The application as a task list: what is done, what is missing, by which clause."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from association import clock
from association.fmt import date_text
from association.models import Association, RuleSet
from membership.models import Application, ApplicationPaper
from membership.papers import changed_targets, snapshot
from membership.queries import remarks_open


def _task(application: Application, route: str, label: str, *, done: bool, hint: str = "", clause: str = "", **more):
    word = _("Done") if done else more.get("word", _("Needed"))
    look = "ok" if done else more.get("look", "need")
    args = [application.pk, *more.get("args", ())]
    return {"label": label, "url": reverse(route, args=args), "hint": hint, "clause": clause, "look": look,
            "word": word, "done": done, "targets": more.get("targets", ())}  # fmt: skip


def _paper_hint(rows: list[ApplicationPaper]) -> str:
    if len(rows) > 1:
        return ", ".join(row.person_name or row.file.name for row in rows)
    return "; ".join(_said(row) for row in rows)


def _said(row: ApplicationPaper) -> str:
    if not row.verdict:
        return str(row.verdict.sentence)
    parts = [row.person_name, f"№\u00a0{row.number}" if row.number else "", row.issuer,
             date_text(row.dated_on, "ru", "short") if row.dated_on else "", str(row.year or ""),
             row.get_result_display() if row.result else ""]  # fmt: skip
    return ", ".join(part for part in parts if part) or row.file.name


def paper_tasks(application: Application, trained_needed: int) -> list[dict[str, Any]]:
    """One task for each paper the ground asks for; done when there are enough of them and each is described."""
    labels = dict(ApplicationPaper.Kind.choices)
    least = {"training_document": trained_needed}
    package = application.package
    tasks = []
    for need in application.needs:
        rows = [row for row in package if row.kind == need.kind]
        done = len(rows) >= least.get(need.kind, 1) and all(row.verdict for row in rows)
        words = {"word": _("Details needed") if rows else _("Document needed")}
        if need.optional and not rows:
            words = {"word": _("If you have it"), "look": "calm"}
        hint = _paper_hint(rows) or (_("Otherwise the expert group judges the package.") if need.optional else "")
        tasks.append(
            _task(application, "answer_paper", str(labels[need.kind]).capitalize(), done=done, hint=hint,
                  clause=need.clause, args=[need.kind], targets=(need.kind,), **words)
        )  # fmt: skip
    return tasks


def _needs_correction(application: Application) -> tuple[set[str], set[str]]:
    """What has an open remark that nothing answers to yet, and what was changed or answered since."""
    last = application.last_submission
    open_rows = list(remarks_open(application).prefetch_related("answers"))
    if not open_rows or last is None:
        return {row.target for row in open_rows}, set()
    changed = changed_targets(last.snapshot, snapshot(application, clock.today()))
    waiting = {row.target for row in open_rows if row.target not in changed and not row.answers.all()}
    return waiting, {row.target for row in open_rows} - waiting


def _marked(tasks: list[dict[str, Any]], waiting: set[str], met: set[str]) -> list[dict[str, Any]]:
    """Put the word of a remark on its task."""
    for task in tasks:
        if waiting & set(task["targets"]):
            task |= {"look": "need", "word": _("Needs correction"), "done": False}
        elif met & set(task["targets"]) and task["done"]:
            task |= {"word": _("Corrected or answered")}
    return tasks


def sections(application: Application) -> list[dict[str, Any]]:
    """The whole application in three sections of tasks; a task that is not open yet says why."""
    organisation = application.organisation
    head = organisation.headships.open().select_related("person").first()
    about = [
        _task(application, "answer_organisation", _("Organisation and contacts"),
              done=bool(organisation.phone and organisation.email), hint=organisation.title, targets=("contacts",)),
        _task(application, "answer_ground", _("Ground"), done=bool(application.ground),
              hint=application.get_ground_display() if application.ground else "", clause="A-A.5",
              targets=("ground", "note")),
    ]  # fmt: skip
    if head:
        about[0]["hint"] = f"{organisation.title}, {head.person}"
    waiting, met = _needs_correction(application)
    values = RuleSet.on_day(clock.today()).values
    papers = _marked(paper_tasks(application, values.get("trained_specialists", 1)), waiting, met)
    if application.kind == Application.Kind.MEMBER:
        about.append(
            _task(application, "answer_recommendation", _("Recommendation to the Presidium"),
                  done=bool(application.recommended_name), look="calm", word=_("If you wish"), clause="A-A.6",
                  hint=application.recommended_name, targets=("recommendation",))
        )  # fmt: skip
    statute = Association.current().statute_version
    read = application.acquainted_version == statute
    hand_in = [_task(application, "answer_acquaintance", _("Acquaintance with the statute"), done=read,
                     clause="A-A.8", targets=("acquaintance",))]  # fmt: skip
    if "" in waiting | met:
        hand_in.insert(0, _whole(application, "" in waiting))
    about, hand_in = _marked(about, waiting, met), _marked(hand_in, waiting, met)
    return [
        {"heading": _("About the school"), "tasks": about},
        {"heading": _("Documents"), "tasks": papers},
        {"heading": _("Submission"), "tasks": [*hand_in, _last(application, [*about, *papers, *hand_in])]},
    ]


def _whole(application: Application, waits: bool) -> dict[str, Any]:
    """The task of a remark on the whole application: it is met by an answer."""
    return _task(application, "application_remarks", _("Remark on the whole application"), done=not waits,
                 targets=("",))  # fmt: skip


def _last(application: Application, tasks: list[dict[str, Any]]) -> dict[str, Any]:
    missing = [task for task in tasks if not task["done"] and task["look"] != "calm"]
    if not application.ground or missing:
        first = missing[0] if missing else tasks[0]
        return {"label": _("Check the answers and submit"), "url": "", "clause": first["clause"], "look": "calm",
                "word": _("Too early"), "done": False, "targets": (),
                "hint": _("Opens when this is ready: %(task)s") % {"task": first["label"]}}  # fmt: skip
    return _task(application, "application_answers", _("Check the answers and submit"), done=False,
                 word=_("Ready to submit"), look="run", clause="A-A.9")  # fmt: skip


def progress(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """How many of the needed tasks are done, and the first that is missing."""
    tasks = [task for part in parts for task in part["tasks"] if task["look"] != "calm"]
    missing = [task for task in tasks if not task["done"] and task["look"] != "run"]
    return {"done": len(tasks) - len(missing), "total": len(tasks), "first": missing[0] if missing else None}
