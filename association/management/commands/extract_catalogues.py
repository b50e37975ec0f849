"""Bring the catalogues up to date with the texts of the code and the templates."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import polib
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

TREE = ("association", "membership", "presidium", "mentoring", "qa_system", "templates")

Key = tuple[str | None, str]


class Command(BaseCommand):
    """One catalogue per language: new texts come in empty, translations stay, places in the code are not kept."""

    help = "Adds the texts of the code and templates to the catalogues; drops those nobody asks for. Needs gettext."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("languages", nargs="*", help="ru, ky; both when none is named")
        parser.add_argument("--check", action="store_true", help="write nothing; fail when something would change")

    def handle(self, *, languages: list[str], check: bool, **options) -> None:
        if not shutil.which("xgettext"):
            raise CommandError("gettext is not installed: apt-get install gettext")
        library = {key_of(entry) for catalogue in library_catalogues() for entry in catalogue}
        stale = []
        for language in languages or ["ru", "ky"]:
            path = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"
            catalogue = polib.pofile(str(path), wrapwidth=0)
            added, dropped = merge(catalogue, extracted(language), library)
            empty = sum(not all(texts_of(entry)) for entry in catalogue)
            self.stdout.write(f"{language}: {added} new, {dropped} dropped, {empty} to translate")
            if added or dropped:
                stale.append(language)
                if not check:
                    catalogue.save(str(path))
        if check and stale:
            raise CommandError(f"these catalogues are not up to date: {', '.join(stale)}")


def extracted(language: str) -> list[polib.POEntry]:
    """Every text of the tree, found in a copy, so that makemessages leaves no file of its own behind."""
    with tempfile.TemporaryDirectory(prefix="portal-texts-") as name:
        copy = Path(name)
        for folder in TREE:
            ignored = shutil.ignore_patterns("locale", "__pycache__")
            shutil.copytree(settings.BASE_DIR / folder, copy / folder, ignore=ignored)
        (copy / "locale").mkdir()
        with contextlib.chdir(copy):
            call_command(
                "makemessages",
                locale=[language],
                extensions=["py,html,txt"],
                no_location=True,
                no_wrap=True,
                verbosity=0,
            )
        return [entry for path in sorted(copy.rglob("*.po")) for entry in polib.pofile(str(path))]


def library_catalogues() -> Iterable[polib.POFile]:
    """What Django and the installed apps ask for; our catalogues may answer where theirs are silent."""
    import django

    folders = [Path(django.__file__).parent / "conf", *(Path(config.path) for config in apps.get_app_configs())]
    for folder in folders:
        source = folder / "locale" / "en" / "LC_MESSAGES" / "django.po"
        if source.exists() and folder != settings.BASE_DIR / "association":
            yield polib.pofile(str(source))


def merge(catalogue: polib.POFile, found: Iterable[polib.POEntry], library: set[Key]) -> tuple[int, int]:
    """Add what is missing, drop what neither the tree nor a library asks for; returns both counts."""
    wanted = {key_of(entry): entry for entry in found}
    unwanted = [entry for entry in catalogue if key_of(entry) not in wanted and key_of(entry) not in library]
    for entry in unwanted:
        catalogue.remove(entry)
    known = {key_of(entry) for entry in catalogue}
    plurals = next((sorted(entry.msgstr_plural) for entry in catalogue if entry.msgid_plural), [0, 1])
    fresh = [entry for key, entry in wanted.items() if key not in known]
    for entry in fresh:
        catalogue.append(
            polib.POEntry(
                msgctxt=entry.msgctxt, msgid=entry.msgid, msgid_plural=entry.msgid_plural, flags=formats(entry),
                msgstr_plural=dict.fromkeys(plurals, "") if entry.msgid_plural else {},
            )
        )  # fmt: skip
    return len(fresh), len(unwanted)


def key_of(entry: polib.POEntry) -> Key:
    """A text is known by its context and its English words."""
    return entry.msgctxt, entry.msgid


def texts_of(entry: polib.POEntry) -> list[str]:
    """The translations of a text, one for each plural form."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def formats(entry: polib.POEntry) -> list[str]:
    """The flags worth keeping: a guess of gettext (fuzzy) is not."""
    return [flag for flag in entry.flags if flag != "fuzzy"]
