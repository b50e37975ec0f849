"""What a portal needs to be sound, each thing looked at by one small function; doctor prints what was found."""

from __future__ import annotations

import ctypes
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.checks import Error
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from association import access, anchors, backups, clock, files, journal, protect
from association.models import Association, AuditEntry, CalendarDay, Job, StoredFile

FINE, WARNING, SERIOUS = "fine", "warning", "serious"
PATIENCE = timedelta(minutes=10)
SEALED_WITHIN = timedelta(minutes=1)
LEAST_FREE, GOOD_FREE = 500 * 2**20, 5 * 2**30
USUAL_HOURS = {"anchor": 8 * 24, "backup": 48}
LIBRARIES = {"libpango-1.0.so.0": "libpango-1.0-0", "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
             "libharfbuzz-subset.so.0": "libharfbuzz-subset0"}  # fmt: skip
DURABLE = {"fsync": ("on",), "full_page_writes": ("on",),
           "synchronous_commit": ("on", "local", "remote_write", "remote_apply")}  # fmt: skip
PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "recursive_triggers": 1, "foreign_keys": 1}


@dataclass(frozen=True)
class Finding:
    """What was seen of one thing, how grave it is, and what to do about it."""

    level: str
    about: str
    text: str
    remedy: str = ""


def findings(at: datetime) -> Iterator[Finding]:
    """Look at everything, the ground first; while tables are missing nothing that stands on them is asked."""
    yield from (look() for look in GROUND)
    state = migrations()
    yield state
    if state.level == FINE:
        yield from (look(at) for look in RECORDS)


def judge(about: str, good: bool, text: str, remedy: str, *, level: str = SERIOUS) -> Finding:
    """Make the finding of one look: fine, or of the given level with its remedy."""
    return Finding(FINE, about, text) if good else Finding(level, about, text, remedy)


def encryption() -> Finding:
    """Pages travel encrypted, and browsers are told to insist on it."""
    if settings.ENCRYPTED:
        days = settings.SECURE_HSTS_SECONDS // 86_400
        return Finding(FINE, "encryption", f"pages go out by https, browsers are told to insist for {days} days")
    inside = settings.MODE != "production"
    return judge(
        "encryption", inside, "pages go out by plain http" + (", on this machine alone" if inside else ""),
        "set SITE_ADDRESS to an https address and put a certificate into nginx (deploy/nginx)",
    )  # fmt: skip


def slack_settings() -> dict[str, str]:
    """Name the settings of PostgreSQL by which an acknowledged vote could be lost in a power cut."""
    if connection.vendor != "postgresql":
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name IN %s", [tuple(DURABLE)])
        return {name: value for name, value in sorted(cursor.fetchall()) if value not in DURABLE[name]}


def wrong_pragmas() -> dict[str, object]:
    """Name the switches of SQLite that are not as the portal needs them."""
    found: dict[str, object] = {}
    with connection.cursor() as cursor:
        for name, wanted in PRAGMAS.items():
            cursor.execute(f"PRAGMA {name}")
            if (value := cursor.fetchone()[0]) != wanted:
                found[name] = value
    return found


def durability() -> Finding:
    """What was acknowledged survives a power cut."""
    if connection.vendor == "sqlite":
        wrong = wrong_pragmas()
        kind, remedy = "SQLite", "start the portal by its own settings: association/settings.py sets them"
    else:
        wrong, kind = slack_settings(), "PostgreSQL"
        remedy = "set them to on in postgresql.conf or by ALTER SYSTEM, ALTER DATABASE or ALTER ROLE, then restart it"
    said = ", ".join(f"{name} = {value}" for name, value in wrong.items())
    good = f"{kind} keeps what it acknowledged"
    return judge("durability", not wrong, f"{kind} may lose what it acknowledged: {said}" if wrong else good, remedy)


def refuse_slack_database(databases=None, **_kwargs) -> list[Error]:
    """System check: on a server the portal does not start over a database that may lose acknowledged votes."""
    if settings.MODE != "production" or not databases:
        return []
    hint = "See `manage.py doctor`."
    try:
        slack = slack_settings()
    except DatabaseError as error:
        return [Error(f"the database does not answer: {error}", hint=hint, id="association.E003")]
    return [
        Error(f"PostgreSQL: {name} is {value}, but must be on", hint=hint, id="association.E002")
        for name, value in slack.items()
    ]


def shared_cache() -> Finding:
    """Limits on sign-in attempts are counted by all processes together."""
    kind = settings.CACHES["default"]["BACKEND"].rsplit(".", 1)[-1]
    remedy = "set CACHE_URL to redis://…, or run `manage.py createcachetable` for the table in the database"
    if kind in ("LocMemCache", "DummyCache"):
        return Finding(SERIOUS, "cache", f"{kind} is not shared by the processes", remedy)
    try:
        cache.set("doctor", 1, 5)
        answers = cache.get("doctor") == 1
    except Exception as error:
        return Finding(SERIOUS, "cache", f"{kind} does not answer: {error}", remedy)
    return judge("cache", answers, f"{kind} {'answers' if answers else 'forgets'}", remedy)


def disk() -> Finding:
    """There is room for files, papers and the database."""
    free = shutil.disk_usage(settings.DATA_DIR).free
    text = f"{free / 2**30:.1f} GiB are free for {settings.DATA_DIR}"
    level = SERIOUS if free < LEAST_FREE else WARNING
    return judge("disk", free >= GOOD_FREE, text, "make room, or move DATA_DIR to a larger disk", level=level)


def paper_makers() -> Finding:
    """The libraries and fonts that papers are drawn with are there."""
    lacking = [package for name, package in LIBRARIES.items() if not _loads(name)]
    fonts = Path(settings.BASE_DIR) / "static" / "papers" / "fonts"
    if lacking:
        return Finding(SERIOUS, "papers", "papers cannot be drawn", f"apt-get install {' '.join(lacking)}")
    count = len([path for path in fonts.rglob("*") if path.suffix in (".ttf", ".otf")])
    whole = count > 0 and (fonts / "fonts.conf").is_file()
    return judge("papers", whole, f"{count} fonts of the portal's own", "restore static/papers/fonts from the release")


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def migrations() -> Finding:
    """The tables are those of this version."""
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return Finding(SERIOUS, "database", f"it does not answer: {error}", "check DATABASE_URL and the server")
    text = f"{len(plan)} migrations are not applied" if plan else "all migrations are applied"
    return judge("migrations", not plan, text, "make a backup, then run `manage.py migrate`")


def triggers(at: datetime) -> Finding:
    """The database itself refuses to change what was recorded."""
    lost = protect.missing(connection)
    text = f"not protected: {', '.join(lost)}" if lost else f"{len(protect.GUARDS)} tables are protected"
    remedy = "run `manage.py verify` to see what was changed, then `manage.py migrate`, which installs them again"
    return judge("triggers", not lost, text, remedy)


def sealing(at: datetime) -> Finding:
    """The journal is sealed as it grows."""
    number, _digest = journal.head()
    late = AuditEntry.objects.filter(sealed__isnull=True, at__lt=at - SEALED_WITHIN).count()
    text = f"seal {number} is the last" + (f", {late} entries wait for one" if late else "")
    return judge("journal", not late, text, "start the worker and the scheduler: `portal worker`, `portal beat`")


def outbox_age(at: datetime) -> Finding:
    """Jobs and letters leave in time."""
    old = Job.objects.filter(state=Job.State.QUEUED, created_at__lt=at - PATIENCE).order_by("created_at").first()
    if old:
        minutes = int((at - old.created_at).total_seconds() // 60)
        return Finding(
            SERIOUS, "outbox", f"the oldest job waits for {minutes} minutes",
            "start the worker, and see whether the broker answers (BROKER_URL)",
        )  # fmt: skip
    stopped = Job.objects.filter(state=Job.State.FAILED).count()
    text = f"{stopped} jobs stopped after three tries" if stopped else "nothing waits too long"
    return judge("outbox", not stopped, text, "open the page “Background work”, read why, try again", level=WARNING)


def stored_files(at: datetime) -> Finding:
    """The bytes of every stored file are those that were stored."""
    rows = {row.sha256: row for row in StoredFile.objects.filter(removed_at=None).order_by("pk").iterator()}
    spoilt = [row for row in rows.values() if not files.is_intact(row)]
    named = ", ".join(str(row.path) for row in spoilt[:5])
    text = f"{len(spoilt)} of {len(rows)} are lost or changed: {named}" if spoilt else f"{len(rows)} are intact"
    return judge("files", not spoilt, text, "restore these files from the backup")


def calendars(at: datetime) -> Finding:
    """The days off of this year and the next are known."""
    association = Association.known()
    if association is None:
        return Finding(WARNING, "calendar", "the association is not founded yet", "run `manage.py initial`")
    today = clock.today()
    known = CalendarDay.objects.calendar(association.country)
    unknown = known.unknown_years(date(today.year, 1, 1), date(today.year + 1, 12, 31))
    text = f"days off of {association.country} are not known for {', '.join(map(str, sorted(unknown)))}"
    remedy = "run `manage.py calendars --last YEAR`, or enter the days off by hand"
    level = SERIOUS if today.year in unknown else WARNING
    good = f"days off of {association.country} are known for {today.year} and {today.year + 1}"
    return judge("calendar", not unknown, text if unknown else good, remedy, level=level)


def rights(at: datetime) -> Finding:
    """The rows that grant rights on one organisation are those of the open roles."""
    lacking, stray = access.differences()
    text = f"{len(lacking)} are missing, {len(stray)} have no role behind them" if lacking or stray else "as granted"
    return judge("rights", not (lacking or stray), text, "run `manage.py rebuild_rights`")


def age(name: str, made_at: datetime | None, at: datetime) -> Finding:
    """The last anchor or backup is not older than asked for; without a demand an old one is only a warning."""
    remedy = f"run `manage.py {name}` every day, and keep what it writes on another machine"
    if made_at is None:
        return Finding(SERIOUS if settings.MOST_HOURS[name] else WARNING, name, "never made", remedy)
    hours = int((at - made_at).total_seconds() // 3600)
    most = settings.MOST_HOURS[name] or USUAL_HOURS[name]
    level = SERIOUS if settings.MOST_HOURS[name] else WARNING
    return judge(name, hours <= most, f"the last is {hours} hours old", remedy, level=level)


def anchored(at: datetime) -> Finding:
    """The head of the journal was written down apart from it."""
    last = anchors.last()
    return age("anchor", last.at if last else None, at)


def backed_up(at: datetime) -> Finding:
    """There is a recent backup."""
    last = backups.last()
    return age("backup", last.at if last else None, at)


GROUND: list[Callable[[], Finding]] = [encryption, durability, shared_cache, disk, paper_makers]
RECORDS: list[Callable[[datetime], Finding]] = [
    triggers, sealing, outbox_age, stored_files, calendars, rights, anchored, backed_up,
]  # fmt: skip
