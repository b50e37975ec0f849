"""The rules of the house that a machine can read off the files; import contracts stand in pyproject.toml.

An exception is a row with its reason. A row that is no longer needed fails as well.
"""

import ast
import re

import pytest

from tests.source import APPS, aliases, committed, full_name, functions, places, python, reached, text, tree, uses
from tests.views_source import doing_without_post

CODE = python(*APPS)
TEMPLATES = tuple(path for path in committed() if path.startswith("templates/"))
PURE = ("statute", "states", "calendar", "rules", "fmt", "search")

LONG_FUNCTIONS = {"tests/journeys": "a journey is one story, told in the order in which it happens"}
TOP = {
    *APPS, "templates", "static", "tests", "docs", "deploy", ".ci",
    ".env.example", ".gitignore", "CHANGELOG.md", "LICENSE", "README.md", "manage.py", "portal", "pyproject.toml",
    "requirements.lock", "requirements-test.lock",
}  # fmt: skip

# What is raw and therefore done in one place; each place with its reason.
DOORS = [
    ("datetime.datetime.now datetime.datetime.utcnow datetime.datetime.today datetime.date.today time.time "
     "django.utils.timezone.now django.utils.timezone.localdate django.db.models.functions.Now auto_now= auto_now_add=",
     {"association/clock.py": "the only reader of the time"}),
    ("guardian",
     {"association/access.py": "the only door to the rights on one organisation",
      "association/models/organisation.py": "the tables of those rights"}),
    ("weasyprint pydyf",
     {"association/press/engine.py": "the renderer", "association/press/fetching.py": "the locked fetcher",
      "association/press/finishing.py": "the drawn frame"}),
    ("scipy numpy",
     {"mentoring/matching.py": "the assignment of mentors and candidates; the web process never loads it"}),
    ("celery",
     {"association/celery.py": "the worker's side of the outbox", "association/tasks.py": "what the worker runs"}),
    ("csv.writer csv.DictWriter openpyxl",
     {"association/doors/tables.py": "every cell passes safe_cell"}),
    ("zipfile",
     {"association/doors/archives.py": "bombs are counted before anything is opened",
      "association/doors/uploads.py": "the error of a broken archive becomes a sentence"}),
    ("pikepdf",
     {"association/doors/pdf_check.py": "the structure of an uploaded PDF",
      "association/press/__init__.py": "issued papers are joined, not rendered again"}),
    ("*.FILES",
     {"association/keys.py": "the bytes are digested for the key of the form",
      "association/views/imports.py": "handed to a form whose field is open_table",
      "association/views/library.py": "handed to a form whose field is open_checked",
      "association/views/council.py": "handed to a form whose field is open_checked",
      "association/views/plan_approvals.py": "handed to a form whose field is open_checked",
      "association/views/plan_items.py": "handed to a form whose field is open_checked",
      "association/views/agreements.py": "handed to a form whose field is open_checked",
      "association/views/event_office.py": "handed to a form whose field is open_checked",
      "association/views/file_plan.py": "handed to a form whose field is open_checked",
      "association/views/write_offs.py": "handed to a form whose field is open_checked",
      "association/views/groups.py": "handed to a form whose field is open_checked",
      "association/views/letters.py": "handed to a form whose field is open_checked",
      "association/views/records.py": "handed to a form whose field is open_checked",
      "association/views/request_answers.py": "handed to a form whose field is open_checked",
      "membership/views/answers.py": "handed to a form whose field is open_checked",
      "membership/views/certifications.py": "handed to a form whose field is open_checked",
      "membership/views/check.py": "the bytes are digested and kept nowhere",
      "membership/views/applications.py": "handed to a form whose field is open_checked",
      "membership/views/endings.py": "handed to a form whose field is open_checked",
      "membership/views/orders.py": "handed to a form whose field is open_checked",
      "mentoring/views/help.py": "handed to a form whose field is open_checked",
      "mentoring/views/stewards.py": "handed to a form whose field is open_checked",
      "presidium/views/assignments.py": "handed to a form whose field is open_checked",
      "presidium/views/releases.py": "handed to a form whose field is open_checked",
      "presidium/views/exclusion_consents.py": "handed to a form whose field is open_checked",
      "presidium/views/exclusions.py": "handed to a form whose field is open_checked",
      "presidium/views/handovers.py": "handed to a form whose field is open_checked",
      "presidium/views/materials.py": "handed to a form whose field is open_checked",
      "presidium/views/minutes.py": "handed to a form whose field is open_checked",
      "qa_system/views/annual.py": "handed to a form whose field is open_checked",
      "qa_system/views/compliance.py": "handed to a form whose field is open_checked",
      "qa_system/views/council.py": "handed to a form whose field is open_checked",
      "qa_system/views/documents.py": "handed to a form whose field is open_checked",
      "qa_system/views/improvements.py": "handed to a form whose field is open_checked",
      "qa_system/views/monitoring.py": "handed to a form whose field is open_checked",
      "qa_system/views/publications.py": "handed to a form whose field is open_checked"}),
    ("urllib.request urllib3 http.client requests httpx aiohttp socket smtplib ftplib", {}),
    ("pickle marshal shelve eval exec compile __import__", {}),
    ("subprocess os.system os.popen",
     {"association/doors/uploads.py": "an upload is looked at in a process of its own",
      "association/management/commands/serve.py": "the parent of web, worker and scheduler"}),
    ("django.utils.safestring.mark_safe",
     {"association/templatetags/ui.py": "the components are templates and escape by themselves",
      "association/views/gallery.py": "invented facts of the component page"}),
    ("django.utils.formats *.strftime *.strptime",
     {"association/press/engine.py": "the date inside a PDF, in the form of its standard",
      "association/statute.py": "a stored sentence is said in the language of who reads it"}),
    ("f-string:%",
     {"association/fmt.py": "how people write dates",
      "association/press/words.py": "the two figures of «14» марта 2026 г.",
      "membership/views/check.py": "the key of a minute, no person reads it",
      "presidium/views/live.py": "a signed stamp, no person reads it"}),
]  # fmt: skip
STATE_WRITERS = {
    "association/workflow.py": "the engine of life cycles",
    "association/outbox.py": "the state of a job is the queue's: claimed, leased and swept by conditional updates",
}
PURE_ACTIONS = {
    "association.actions.accounts.digest_of": "computes a digest",
    "association.actions.papers.new_code": "draws a number",
    "membership.actions.holding.hold": "locks rows inside of a verb, in the one order of this floor",
    "membership.actions.holding.hold_drafts": "locks rows inside of a verb",
    "membership.actions.holding.hold_order": "locks rows inside of a verb",
    "membership.actions.orders.protocols_of": "reads",
    "qa_system.actions.annual.stops": "asks rules",
    "qa_system.actions.bodies.is_lifted": "reads",
    "qa_system.actions.bodies.may_draft_order": "asks a rule",
    "qa_system.actions.bodies.warnings": "asks rules",
    "qa_system.actions.council.checks_of": "asks a rule",
    "qa_system.actions.documents.approver_of": "asks a rule",
    "qa_system.actions.documents.has_text": "reads",
    "qa_system.actions.editing.locked_edition": "locks a row inside of a verb and compares its edition",
    "qa_system.actions.improvements.may_finish": "asks for rights",
    "qa_system.actions.publications.gate": "asks a rule",
    "presidium.actions.exclusion.locked_case": "locks a row inside of a verb",
    "presidium.actions.meetings.local_day": "computes a day",
    "presidium.actions.room.judge": "asks a rule",
    "presidium.actions.room.presiding_officer": "reads",
    "presidium.actions.room.quorum": "asks a rule",
}
WITHOUT_BY = {"association.actions.accounts.accept": "nobody is signed in yet; who accepts becomes the author"}
STYLED = {"templates/papers/": "drawn for print: widths of columns belong to the sheet, and no browser reads it"}
SEARCHED = {"association/doors/": "the words that a hostile file is recognised by"}
UNESCAPED = {"templates/letters/": "letters are plain text"}


def lines_of(node) -> int:
    return node.end_lineno - node.lineno + 1


def too_long(path: str) -> list[str]:
    views = "/views/" in path
    found = []
    for node in functions(path):
        is_view = views and node.args.args[:1] and node.args.args[0].arg == "request"
        if lines_of(node) > (25 if is_view else 40):
            found.append(f"{path}: {node.name} has {lines_of(node)} lines")
    return found


def test_files_and_functions_are_short():
    every = python(*APPS, "tests", "manage.py")

    assert [path for path in every if len(text(path).splitlines()) > 300] == []
    long = [(path, said) for path in every for said in too_long(path)]
    assert [said for path, said in long if not path.startswith(tuple(LONG_FUNCTIONS))] == []
    assert [folder for folder in LONG_FUNCTIONS if not any(path.startswith(folder) for path, _said in long)] == []
    assert [path for path in TEMPLATES if len(text(path).splitlines()) > 150] == []


def test_file_names_say_what_is_inside():
    empty = {"utils", "helpers", "common", "misc", "services", "managers", "signals"}
    parts = {path: {part.partition(".")[0] for part in path.split("/")} for path in committed()}

    assert [path for path, names in parts.items() if names & empty] == []


def test_the_root_holds_what_the_map_shows():
    assert {path.split("/")[0] for path in committed()} - TOP == set()


@pytest.mark.parametrize(("names", "doors"), DOORS, ids=[names.split()[0] for names, _doors in DOORS])
def test_raw_calls_stand_behind_their_doors(names, doors):
    assert places(names, among=CODE) == sorted(doors)


def writes_state(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == "state" and isinstance(node.ctx, ast.Store)
    if not isinstance(node, ast.Call):
        return False
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    given = [one.value for one in ast.walk(node) if isinstance(one, ast.Constant)]
    if name in ("setattr", "bulk_update", "save"):
        return "state" in given
    return name in ("update", "create", "update_or_create", "get_or_create") and "state" in {
        one.arg for one in node.keywords
    }


def test_only_the_engine_writes_a_state():
    found = [path for path in CODE if any(writes_state(node) for node in ast.walk(tree(path)))]

    assert found == sorted(STATE_WRITERS)


def test_rooms_that_read_do_not_write():
    rooms = ("views", "forms", "filters", "queries", "papers", "notices", "panels", "templatetags", "rules", "states")
    reading = [path for path in CODE if re.sub(r"_.*", "", path.split("/")[1].removesuffix(".py")) in rooms]
    writing = "*.save *.create *.delete *.bulk_create *.bulk_update *.get_or_create *.update_or_create"

    assert places(writing, among=tuple(reading)) == []


def test_pure_rooms_know_no_database_no_clock_and_no_settings():
    rooms = tuple(path for path in CODE if path.split("/")[1].removesuffix(".py") in PURE)
    foreign = "django.db django.apps django.conf django.http association.models association.clock random time os"

    assert places(foreign, among=rooms) == []
    assert places("association.actions membership.actions presidium.actions", among=("association/tasks.py",)) == []


def verbs() -> list[tuple[str, ast.FunctionDef]]:
    files = [path for path in CODE if path.split("/")[1].removesuffix(".py") == "actions"]
    return [
        (f"{path.removesuffix('.py').replace('/', '.')}.{node.name}", node)
        for path in files
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def test_every_verb_says_who_and_when_and_is_one_transaction():
    def shape(node: ast.FunctionDef) -> tuple[list[str], set[str]]:
        named = {one.arg for one in node.args.kwonlyargs} & {"by", "at"}
        return [ast.unparse(one) for one in node.decorator_list], named

    whole = (["transaction.atomic"], {"by", "at"})
    odd = {name: shape(node) for name, node in verbs() if shape(node) != whole}

    expected = {name: ([], set()) for name in PURE_ACTIONS} | {
        name: (["transaction.atomic"], {"at"}) for name in WITHOUT_BY
    }
    assert odd == expected


def test_public_things_have_docstrings():
    def says(node) -> bool:
        helps = any(isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == "help" for one in node.body)
        return bool(ast.get_docstring(node)) or (isinstance(node, ast.ClassDef) and node.name == "Command" and helps)

    silent = [path for path in CODE if text(path).strip() and not says(tree(path))]
    for path in CODE:
        for node in tree(path).body:
            public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if public and not says(node):
                silent.append(f"{path}: {node.name}")
    assert silent == []


def test_views_change_nothing_on_get():
    assert [said for path in CODE if "/views/" in path for said in doing_without_post(path)] == []


def found_in(paths, pattern: str, exempt: dict[str, str]) -> list[str]:
    found = [(path, match[0]) for path in paths for match in re.finditer(pattern, text(path), re.IGNORECASE)]
    needless = [folder for folder in exempt if not any(path.startswith(folder) for path, _match in found)]
    return needless + [f"{path}: {match}" for path, match in found if not path.startswith(tuple(exempt))]


def test_templates_hold_no_script_no_style_and_no_raw_words():
    inline = r"<style|\sstyle=|\son[a-z]+=|javascript:|hx-on|<script(?![^>]*\ssrc=)"

    assert found_in(TEMPLATES, inline, STYLED) == []
    assert found_in(CODE, r"<style\b|\sstyle=[\"']|<script\b|javascript:", SEARCHED) == []
    assert found_in(TEMPLATES, r"\|safe\b|\|safeseq|\{%\s*autoescape off", UNESCAPED) == []
    assert found_in(TEMPLATES, r"\{%\s*now\b|\|date\b|\|time\b|\|timesince|\|floatformat|\|intcomma", {}) == []
    assert found_in(TEMPLATES, r"(?:src|href)=[\"'](?:https?:)?//", {}) == []


def test_no_file_names_a_package_registry_or_a_place_on_a_machine():
    hosts = ["pypi.", "python" + "hosted.", "npm" + "js.", "--index" + "-url", "--extra-index" + "-url"]
    pattern = "|".join([*map(re.escape, hosts), r"(?<![\w.])/(?:work|home|root|Users)/"]).replace("pypi", "py" + "pi")

    assert found_in([path for path in committed() if not path.endswith("test_architecture.py")], pattern, {}) == []


def test_a_name_is_resolved_to_where_it_comes_from():
    path = "association/clock.py"

    assert aliases(path)["datetime"] == "datetime.datetime"
    assert full_name(path, ast.parse("datetime.now", mode="eval").body) == "datetime.datetime.now"
    assert reached(path, "datetime.datetime.now")
    assert not reached(path, "datetime.datetime.no")
    assert "*.now" in uses(path)
