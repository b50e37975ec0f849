"""Which tests run on which database: all on SQLite, what writes on PostgreSQL; a plugin that tests/conftest.py loads.

The quick part is that of ./portal test; the rest waits for ./portal trust because others stand for it. The pages of
the apps write through verbs whose own tests run on both databases, and every page is asked for on PostgreSQL with
nonsense in its address and in its form. A journey marked `on` is quick on that database alone.
"""

DATABASE_FIXTURES = {"db", "committed", "worker", "open_site", "scene"}
PAGES = "test_views_"


def pytest_configure(config):
    config.addinivalue_line("markers", "on(database): ./portal test runs this journey on one database alone")


def writes(item):
    """Whether a test uses the database for more than reading."""
    uses = item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    return bool(uses) and not item.get_closest_marker("reads")


def is_quick(item, database):
    """Whether a test runs on a database at every change."""
    if mark := item.get_closest_marker("on"):
        return database in mark.args
    return database == "sqlite" or not item.path.name.startswith(PAGES)


def is_chosen(item, database, part):
    """Whether a test belongs to a run on a database."""
    if database == "postgres" and not writes(item):
        return False
    return part == "whole" or is_quick(item, database) == (part == "quick")


def pytest_collection_modifyitems(config, items):
    database, part = config.getoption("--db"), config.getoption("--part")
    chosen = [item for item in items if is_chosen(item, database, part)]
    left = set(items) - set(chosen)
    config.hook.pytest_deselected(items=[item for item in items if item in left])
    items[:] = chosen
