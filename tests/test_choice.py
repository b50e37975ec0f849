"""What ./portal test leaves out, ./portal trust runs; nothing is left out by both, nothing runs in two suites."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests import proof, trust
from tests.choice import is_chosen

ON = {None: None, "sqlite": pytest.mark.on("sqlite").mark, "postgres": pytest.mark.on("postgres").mark}


def item(name, on=None, reads=False):
    """A test as pytest hands it over."""
    marks = {"on": ON[on], "reads": pytest.mark.reads.mark if reads else None, "django_db": None}
    return SimpleNamespace(path=Path(name), get_closest_marker=marks.get, fixturenames=["db"])


@pytest.mark.parametrize(
    ("one", "quick"),
    [
        (item("test_actions_orders.py"), {"sqlite", "postgres"}),
        (item("test_views_orders.py"), {"sqlite"}),
        (item("test_rules.py", on="postgres"), {"postgres"}),
        (item("test_pairs.py", on="sqlite"), {"sqlite"}),
        (item("test_admission.py"), {"sqlite", "postgres"}),
    ],
)
def test_what_the_quick_part_leaves_out_is_the_rest(one, quick):
    both = ("sqlite", "postgres")

    assert {name for name in both if is_chosen(one, name, "quick")} == quick
    assert {name for name in both if is_chosen(one, name, "rest")} == set(both) - quick
    assert {name for name in both if is_chosen(one, name, "whole")} == set(both)


def test_what_reads_runs_on_sqlite_alone():
    one = item("test_pages.py", reads=True)

    assert [is_chosen(one, name, "whole") for name in ("sqlite", "postgres")] == [True, False]


def test_the_suites_of_a_database_share_the_tests_among_them():
    tops = {str(path) for path in Path("tests").iterdir() if path.is_dir() or path.name.startswith("test_")}
    for database in ("sqlite", "postgres"):
        told = [words for words in proof.SUITES.values() if f"--db={database}" in words]
        shares = []
        for words in told:
            left = {word.removeprefix("--ignore=") for word in words if word.startswith("--ignore=")}
            named = {word for word in words if not word.startswith("--")}
            shares += named or tops - left
        assert sorted(shares) == sorted(tops)
        assert f"--db={database}" in str(trust.SUITES)
