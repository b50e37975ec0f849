"""What may be printed at all: sizes, characters, time and memory (promises, mechanics 8)."""

from __future__ import annotations

import resource
import signal
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

NAME = 300
LINE = 1_000
WORD = 60
BLOCK = 20_000
ROWS = 1_000
TOTAL = 600_000
PAGES = 200
DEPTH = 8
SECONDS = 30
MEMORY = 3 * 2**29

# Facts that name somebody, facts that are prose; every other string is a line.
NAMES = frozenset({"name", "name_dative", "name_genitive", "organisation", "head", "person", "receiver", "mentor"})
PROSE = frozenset({"text", "heard", "question", "remark", "reason", "control", "next", "next_step", "sentence"})
PROSE_LISTS = frozenset({"paragraphs", "reasons", "annexes", "attachments"})
# Facts that are one long token by nature and are printed cut or broken.
TOKENS = frozenset({"digest", "sha256", "url", "materials"})

# Bidi controls and zero-width characters reorder or hide what a reader sees; Cc and Cs cannot be printed.
HIDDEN = frozenset("\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff") | {
    chr(code) for span in ((0x202A, 0x202E), (0x2061, 0x206F)) for code in range(span[0], span[1] + 1)
}


class Unprintable(ValueError):
    """A paper that must not leave the press; `where` is the path in the facts, `reason` a plain sentence."""

    def __init__(self, reason: str, *, where: str = "") -> None:
        super().__init__(f"{where}: {reason}" if where else reason)
        self.reason = reason
        self.where = where


def clean(value: object, where: str = "facts") -> object:
    """Copy the facts with hidden characters stripped, refusing what is too long, too deep or not JSON."""
    printed = _clean(value, where, key="", depth=0)
    if (size := _size(printed)) > TOTAL:
        raise Unprintable(f"{size} characters in all, at most {TOTAL}", where=where)
    return printed


def _size(value: object) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(map(_size, value.values()))
    return sum(map(_size, value)) if isinstance(value, list) else 0


def _clean(value: object, where: str, key: str, depth: int) -> object:
    if depth > DEPTH:
        raise Unprintable("facts are nested too deep", where=where)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return _clean_text(value, where, key)
    if isinstance(value, list | tuple):
        if len(value) > ROWS:
            raise Unprintable(f"{len(value)} rows, at most {ROWS} fit one paper", where=where)
        return [_clean(item, f"{where}[{at}]", key, depth + 1) for at, item in enumerate(value)]
    if isinstance(value, dict):
        if not all(isinstance(name, str) and name.isidentifier() for name in value):
            raise Unprintable("keys of facts are plain names", where=where)
        return {name: _clean(item, f"{where}.{name}", name, depth + 1) for name, item in value.items()}
    raise Unprintable(f"{type(value).__name__} is not a plain fact", where=where)


def _clean_text(text: str, where: str, key: str) -> str:
    prose = key in PROSE or key in PROSE_LISTS
    kept = []
    for char in unicodedata.normalize("NFC", text):
        if char in "\n\t\r\u2028\u2029":
            kept.append("\n" if prose and char != "\t" else " ")
        elif char not in HIDDEN and unicodedata.category(char) not in ("Cc", "Cs"):
            kept.append(char)
    clean_text = "".join(kept).strip()
    limit = BLOCK if prose else NAME if key in NAMES else LINE
    if len(clean_text) > limit:
        raise Unprintable(f"{len(clean_text)} characters, at most {limit}", where=where)
    for word in clean_text.split():
        if len(word) > WORD and key not in TOKENS:
            raise Unprintable(f"a word of {len(word)} characters, at most {WORD}", where=where)
    return clean_text


@contextmanager
def deadline(seconds: float = SECONDS) -> Iterator[None]:
    """Give a render so many seconds of wall time; outside a main thread the caller's own limits must do."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    late = []

    def ring(signum: int, frame: object) -> None:
        late.append(True)
        raise Unprintable(f"not printed within {seconds} seconds")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
        # WeasyPrint swallows exceptions inside some drawing code, so the alarm is asked once more.
        if late:
            raise Unprintable(f"not printed within {seconds} seconds")
    except MemoryError as error:
        raise Unprintable("not enough memory for this paper") from error
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def confine(memory: int = MEMORY) -> None:
    """Cap this process's address space in bytes; a worker calls it once when it starts, nothing else does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    ceiling = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    if soft == resource.RLIM_INFINITY or soft > ceiling:
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, hard))
