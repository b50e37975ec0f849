"""Verbs on the journal of help: written by either side, confirmed by the candidate, closed with the pair (A-3.16b)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access, outbox
from association.background import BATCH
from association.journal import record
from association.models import StoredFile, User
from association.statute import Refused, Verdict, denial
from association.workflow import advance
from membership.queries import local_day
from mentoring import notices, rules
from mentoring.models import HelpEntry, HelpFile, HelpPlanLine, Pair, SilenceLetter
from mentoring.queries_help import RIGHT, acts_for_candidate, keepers_of, side_of_user, silence_days, silences_untold
from qa_system.actions.editing import locked_edition


@transaction.atomic
def hold_open(pair: Pair, *, by: User, at: datetime) -> Pair:
    """Lock a pair whose plan and journal this person may still write (A-4.11)."""
    access.require(by, RIGHT, pair, at=at)
    locked = Pair.objects.select_for_update().get(pk=pair.pk)
    _demand(rules.is_journal_open.judge(today=local_day(at), ends_on=locked.ends_on))
    return locked


def _demand(*verdicts: Verdict) -> None:
    if failed := [verdict for verdict in verdicts if not verdict]:
        raise Refused(*failed)


def _demand_sound(
    pair: Pair, line: HelpPlanLine | None, today: date, *, on: date, area: str, hours: Decimal, text: str
) -> None:  # fmt: skip
    """What every entry must say, whoever writes it (A-3.16b, A-4.11)."""
    _demand(
        rules.may_record_help.judge(on=on, today=today, starts_on=pair.starts_on, ends_on=pair.ends_on),
        rules.is_help_described.judge(area=area, hours=hours, text=text),
    )
    if line is not None and (line.pair_id != pair.pk or line.area != area or line.dropped_at is not None):
        raise Refused(denial("A-3.16b", _("The line of the plan belongs to another area of help.")))


@transaction.atomic
def write(
    pair: Pair, *, on: date, area: str, hours: Decimal, text: str, result: str = "", line: HelpPlanLine | None = None,
    files: Iterable[StoredFile] = (), by: User, at: datetime,
) -> HelpEntry:  # fmt: skip
    """Record help given on a day; the candidate's own entry is confirmed at once, the mentor's waits (A-3.16b)."""
    pair = hold_open(pair, by=by, at=at)
    _demand_sound(pair, line, local_day(at), on=on, area=area, hours=hours, text=text)
    is_by_mentor = side_of_user(pair, by) == "mentor"
    entry = HelpEntry.objects.create(
        pair=pair, line=line, area=area, on=on, hours=hours, text=text.strip(), result=result.strip(),
        is_by_mentor=is_by_mentor, written_at=at, written_by=by,
    )  # fmt: skip
    record("helpentry.write", entry, by=by, at=at, pair=pair.pk, on=on, area=area, hours=hours, text=text.strip())
    _keep(entry, files, by, at)
    if not is_by_mentor:
        _settle(entry, "confirm", "", by, at)
    return entry


def _keep(entry: HelpEntry, files: Iterable[StoredFile], by: User, at: datetime) -> None:
    kept = list(files)
    if entry.files.count() + len(kept) > rules.MOST_FILES:
        raise Refused(denial("A-3.16b", _("An entry holds up to %(most)s files."), most=rules.MOST_FILES))
    for file in kept:
        row = HelpFile.objects.create(entry=entry, file=file, added_at=at, added_by=by)
        record("helpentry.attach", row, by=by, at=at, entry=entry.pk, sha256=file.sha256, name=file.name)


def _settle(entry: HelpEntry, step: str, remark: str, by: User, at: datetime) -> None:
    advance(entry, step, by=by, at=at, pair=entry.pair_id, remark=remark)
    HelpEntry.objects.filter(pk=entry.pk).update(settled_at=at, settled_by=by, remark=remark)


def _held(entry: HelpEntry, seen: int, by: User, at: datetime) -> HelpEntry:
    """Lock the pair and then its entry, as it was seen; raises Outdated when it was changed meanwhile."""
    hold_open(entry.pair, by=by, at=at)
    return locked_edition(entry, seen, "edit")


def _demand_own(entry: HelpEntry, by: User) -> None:
    own = "mentor" if entry.is_by_mentor else "candidate"
    settled = entry.state not in (HelpEntry.State.WRITTEN, HelpEntry.State.DISPUTED)
    _demand(rules.may_change_entry.judge(is_settled=settled, is_own=side_of_user(entry.pair, by) == own))


@transaction.atomic
def amend(
    entry: HelpEntry, *, seen: int, on: date, area: str, hours: Decimal, text: str, result: str = "",
    line: HelpPlanLine | None = None, files: Iterable[StoredFile] = (), by: User, at: datetime,
) -> None:  # fmt: skip
    """Put an entry right that is not confirmed; the candidate reads it anew (A-3.16b)."""
    held = _held(entry, seen, by, at)
    _demand_own(held, by)
    _demand_sound(held.pair, line, local_day(at), on=on, area=area, hours=hours, text=text)
    facts = {"on": on, "area": area, "hours": hours, "text": text.strip(), "result": result.strip()}
    was = {name: getattr(held, name) for name in facts}
    advance(held, "amend", by=by, at=at, before=was, **facts)
    HelpEntry.objects.filter(pk=held.pk).update(
        **facts, line=line, edit=held.edit + 1, remark="", settled_at=None, settled_by=None
    )
    _keep(held, files, by, at)


def _demand_candidate(entry: HelpEntry, by: User) -> None:
    if not acts_for_candidate(entry.pair, by):
        raise Refused(denial("A-3.16b", _("The candidate alone confirms help, or says why not.")))


@transaction.atomic
def confirm(entry: HelpEntry, *, seen: int, by: User, at: datetime) -> None:
    """The candidate confirms that help was given so; from now on the entry does not change (A-3.16b)."""
    held = _held(entry, seen, by, at)
    _demand_candidate(held, by)
    _settle(held, "confirm", "", by, at)


@transaction.atomic
def dispute(entry: HelpEntry, *, remark: str, seen: int, by: User, at: datetime) -> None:
    """The candidate says what is not so; the mentor amends or strikes the entry (A-3.16b)."""
    held = _held(entry, seen, by, at)
    _demand_candidate(held, by)
    if not remark.strip():
        raise Refused(denial("A-3.16b", _("Say what is not so.")))
    _settle(held, "dispute", remark.strip(), by, at)


@transaction.atomic
def strike(entry: HelpEntry, *, seen: int, by: User, at: datetime) -> None:
    """Take an entry out of the journal before it is confirmed; the portal's own journal keeps it (A-3.16b)."""
    held = _held(entry, seen, by, at)
    _demand_own(held, by)
    advance(held, "strike", by=by, at=at, pair=held.pair_id)


@transaction.atomic
def ask_silent(*, on: date, by: User | None, at: datetime) -> int:
    """Write to both sides and the secretary of each pair that is silent on a day, one letter for one silence (A-3.16b).

    The next batch begins where this one ended; a day on which nothing ran is made up for by the next one.
    """
    days, told = silence_days(on), 0
    office = list(access.holders("sign_as_secretary"))
    for pair in silences_untold(on, at).select_for_update(of=("self",)).order_by("pk")[:BATCH]:
        if not rules.is_silent(last_on=pair.last_on, on=on, days=days):
            continue
        letter, is_new = SilenceLetter.objects.get_or_create(pair=pair, since=pair.last_on, defaults={"sent_at": at})
        if not is_new:
            continue
        told += 1
        record("pair.ask_silent", letter, by=by, at=at, pair=pair.pk, since=pair.last_on, days=days)
        people = {user.pk: user for user in [*keepers_of(pair), *office]}
        outbox.send(
            notices.PAIR_SILENT, pair, to=people.values(), at=at, since=pair.last_on, days=(on - pair.last_on).days
        )
    return told
