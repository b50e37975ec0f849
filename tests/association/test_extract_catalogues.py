"""Merging extracted texts into a catalogue."""

import polib

from association.management.commands.extract_catalogues import merge


def catalogue(*entries):
    made = polib.POFile(wrapwidth=0)
    made.extend(entries)
    return made


def test_new_texts_come_in_empty_and_translations_stay():
    ours = catalogue(polib.POEntry(msgid="Members", msgstr="Члены"))
    found = [polib.POEntry(msgid="Members"), polib.POEntry(msgid="Desk", msgctxt="navigation", flags=["fuzzy"])]
    assert merge(ours, found, set()) == (1, 0)
    assert [(e.msgctxt, e.msgid, e.msgstr, e.flags) for e in ours] == [
        (None, "Members", "Члены", []),
        ("navigation", "Desk", "", []),
    ]


def test_texts_nobody_asks_for_go_and_those_of_a_library_stay():
    ours = catalogue(polib.POEntry(msgid="Old", msgstr="Старое"), polib.POEntry(msgid="Enter", msgstr="Кирүү"))
    assert merge(ours, [], {(None, "Enter")}) == (0, 1)
    assert [entry.msgid for entry in ours] == ["Enter"]


def test_a_new_plural_has_as_many_forms_as_the_others():
    forms = {0: "%(n)s член", 1: "%(n)s члена", 2: "%(n)s членов"}
    ours = catalogue(polib.POEntry(msgid="%(n)s member", msgid_plural="%(n)s members", msgstr_plural=forms))
    found = [*ours, polib.POEntry(msgid="%(n)s day", msgid_plural="%(n)s days", msgstr_plural={0: "", 1: ""})]
    assert merge(ours, found, set()) == (1, 0)
    assert ours[-1].msgstr_plural == {0: "", 1: "", 2: ""}
