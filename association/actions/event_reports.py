"""Verbs on the report on an event: write, offer, sign (D21; A-5.3.5, A-7.2.4)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access, outbox
from association.actions import papers
from association.actions.events import Outdated
from association.journal import record
from association.models import Event, EventReport, User
from association.notices import EVENT_REPORTED
from association.papers.events import D21, POST, report_facts
from association.proofs import Proof
from association.queries_events import figures_of
from association.register import next_number
from association.rules import events as rules
from association.statute import Refused, denial
from association.workflow import advance

CAPACITY = "organiser"
TEXTS = ("results", "results_ky", "effectiveness", "effectiveness_ky", "proposals", "proposals_ky")


@transaction.atomic
def write(event: Event, *, edition: int, texts: dict[str, str], by: User, at: datetime) -> EventReport:
    """Save the organiser's words; raises Outdated when somebody saved since `edition` was read."""
    locked = Event.objects.select_for_update().get(pk=event.pk)
    access.require(by, rules.ORGANISES, locked, at=at)
    if locked.state != Event.State.HELD:
        raise Refused(denial("A-5.3.5", _("A report is written about an event that was held.")))
    row, _created = EventReport.objects.get_or_create(event=locked)
    if row.state != EventReport.State.TEXT:
        raise Refused(denial("A-5.3.5", _("The report awaits the signature or is signed; its text stands.")))
    if row.edition != edition:
        raise Outdated(row)
    for name in TEXTS:
        setattr(row, name, texts.get(name, ""))
    row.edition += 1
    row.save(update_fields=[*TEXTS, "edition"])
    record("event.write_report", row, by=by, at=at, event=locked.pk, edition=row.edition)
    return row


@transaction.atomic
def offer(report: EventReport, *, on: date, by: User, at: datetime) -> None:
    """Freeze text and figures and order the paper, in Russian and in the unofficial Kyrgyz edition (A-5.3.5)."""

    def is_whole(locked: EventReport) -> None:
        verdict = rules.is_report_whole.judge(results=locked.results, effectiveness=locked.effectiveness)
        if not verdict:
            raise Refused(verdict)

    advance(report, "offer", by=by, at=at, checks=[is_whole], event=report.event_id)
    report.refresh_from_db()
    report.figures = figures_of(report.event).as_facts()
    report.number = report.number or next_number("event_report", on)
    number, made = str(report.number), {}
    for language in ("ru", "ky"):
        facts = report_facts(report, number=number, on=on, by=by, language=language)
        made[language] = papers.draw(
            D21, report, facts=facts, by=by, at=at, draft=False, language=language, number=number, dated_on=on,
            code=papers.new_code() if language == "ru" else None, waits_for=made.get("ru"),
        )  # fmt: skip
    report.paper, report.paper_ky = made["ru"], made["ky"]
    report.save(update_fields=["figures", "number", "paper", "paper_ky"])


@transaction.atomic
def reopen(report: EventReport, *, by: User, at: datetime) -> None:
    """Take the report back for a change before it is signed."""
    advance(report, "reopen", by=by, at=at, event=report.event_id)


@transaction.atomic
def sign(report: EventReport, *, proof: Proof, sha256: str, on: date, by: User, at: datetime) -> None:
    """An organiser signs the bytes shown; with it the duty is done, and the department is told (A-5.3.5, A-5.3.4).

    Raises NotSigned when the proof does not hold or the bytes are not those that were shown.
    """
    event = Event.objects.select_for_update().get(pk=report.event_id)
    if not event.organisers.on(on).filter(user=by).exists():
        raise Refused(denial("A-5.3.5", _("The report is signed by an organiser of the event.")))
    advance(report, "sign", by=by, at=at, event=event.pk)
    report.refresh_from_db()
    papers.sign(report.paper, capacity=CAPACITY, post=POST["ru"], proof=proof, sha256=sha256, by=by, at=at)
    EventReport.objects.filter(pk=report.pk).update(signed_on=on)
    papers.release([one for one in (report.paper, report.paper_ky) if one], by=by, at=at)
    advance(event, "report", by=by, at=at)
    outbox.send(EVENT_REPORTED, report, to=access.holders("read_reports"), at=at, event=event)
