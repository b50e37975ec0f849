"""The Russian and Kyrgyz catalogues: whole, of one shape with their msgids, and in the letters of their language."""

import os
import re
import shutil
import subprocess
import sys

import polib
import pytest

from tests.servers import ROOT

LANGUAGES = ("ru", "ky")
TREE = ("association", "membership", "presidium", "mentoring", "qa_system", "templates")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?\w+>")
RUSSIAN = "А-Яа-яЁё"
KYRGYZ = "ҢңӨөҮү"
CYRILLIC = "\u0400-\u052f"
# Kyrgyz words that are the Russian ones letter for letter.
SAME = frozenset(
    [
        "%(count)d файл.",
        "%(n)s акт",
        "%(n)s документ",
        "%(n)s дубликат",
        "%(n)s процесс",
        "%(n)s редакция",
        "%(n)s сертификат",
        "Акт",
        "Ассоциация",
        "Демонстрация",
        "Директор",
        "Документ",
        "Дубликат",
        "Журнал",
        "Код",
        "Комиссия",
        "Кыргызстан",
        "Меню",
        "Мониторинг",
        "Президиум",
        "Протокол",
        "Процесс",
        "Пункт",
        "Реестр",
        "Россия",
        "Сертификат",
        "Телефон",
        "Эксперт",
        "администратор",
        "академия",
        "гимназия",
        "директор",
        "документ",
        "институт",
        "колледж",
        "комиссия",
        "консультант",
        "лицей",
        "оператор",
        "протокол №",
        "район",
        "тема",
        "техникум",
        "университет",
        "файл",
        "эксперт",
        "№",
    ]
)


def catalogue(language):
    return polib.pofile(str(ROOT / "association" / "locale" / language / "LC_MESSAGES" / "django.po"))


def key(entry):
    return entry.msgctxt, entry.msgid


def texts(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def words(entry):
    return re.findall(r"\w+", PLACEHOLDER.sub(" ", " ".join(texts(entry))))


@pytest.fixture(scope="module")
def tree_keys(tmp_path_factory):
    """Every msgid of the tree, extracted in a copy."""
    if not shutil.which("xgettext"):
        pytest.skip("xgettext is not installed")
    copy = tmp_path_factory.mktemp("tree")
    for folder in TREE:
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("locale", "__pycache__"))
    shutil.copy(ROOT / "manage.py", copy)
    (copy / "locale").mkdir()
    command = [sys.executable, "manage.py", "makemessages", "-l", "ru", "-v0", "-e", "py,html,txt"]
    done = subprocess.run(
        command, cwd=copy, env={**os.environ, "PYTHONPATH": str(copy)}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return {key(entry) for path in copy.rglob("*.po") for entry in polib.pofile(str(path))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_tree_is_translated(language, tree_keys):
    translated = {key(entry) for entry in catalogue(language) if all(texts(entry))}
    assert tree_keys - translated == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_fuzzy_obsolete_or_twice(language):
    entries = catalogue(language)
    keys = [key(entry) for entry in entries]
    assert [entry.msgid for entry in entries if entry.fuzzy or entry.obsolete] == []
    assert sorted(keys, key=str) == sorted(set(keys), key=str)


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_are_complete(language):
    entries = catalogue(language)
    count = int(re.match(r"nplurals=(\d)", entries.metadata["Plural-Forms"])[1])
    plurals = {key(entry): sorted(map(int, entry.msgstr_plural)) for entry in entries if entry.msgid_plural}
    assert {one: list(range(count)) for one in plurals} == plurals


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_those_of_the_msgid(language):
    wrong = [
        (entry.msgid, text)
        for entry in catalogue(language)
        for text in texts(entry)
        if sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    ]
    assert wrong == []


@pytest.mark.parametrize(("language", "letters"), [("ru", RUSSIAN), ("ky", RUSSIAN + KYRGYZ)])
def test_words_keep_to_the_letters_of_the_language(language, letters):
    own = re.compile(rf"[{letters}\d_]+")
    cyrillic = re.compile(rf"[{CYRILLIC}]")
    wrong = {
        word
        for entry in catalogue(language)
        for word in words(entry)
        if cyrillic.search(word) and not own.fullmatch(word)
    }
    assert wrong == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_calm_and_keep_numbers_with_their_sign(language):
    wrong = [
        text
        for entry in catalogue(language)
        for text in texts(entry)
        if ("!" in text and "!" not in entry.msgid) or "№ " in text
    ]
    assert wrong == []


def test_kyrgyz_is_not_copied_from_russian():
    russian = {key(entry): texts(entry) for entry in catalogue("ru")}
    same = {
        text
        for entry in catalogue("ky")
        for text in texts(entry)
        if text in russian.get(key(entry), ()) and re.search(f"[{CYRILLIC}]", text)
    }
    assert same - SAME == set()
