"""How much the press saves: ratios of one run, never milliseconds, because machines differ (design/pdf.md)."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from multiprocessing import get_context

from association import press
from tests.association.paper_examples import EXAMPLES, MARKS
from tests.bench.race import FULL, Size, least, most

AT = datetime(2026, 3, 14, 4, 0, tzinfo=UTC)
ROUNDS = 5


def _issue(number: int) -> press.Rendered:
    facts = {**EXAMPLES["certificate"], "number": number}
    return press.render("certificate", facts, language="ru", title=f"Сертификат № {number}", issued=AT, marks=MARKS)


def _sheet(name: str) -> press.Rendered:
    """The register of members (D09) with sixty rows of that name."""
    facts = EXAMPLES["members_register"]
    rows = [{**facts["rows"][0], "number": number, "name": name} for number in range(60)]
    return press.render("members_register", {**facts, "rows": rows}, language="ru", title="D09", issued=AT)


def _ratio(ours: Callable[[], object], theirs: Callable[[], object]) -> float:
    """Median processor time of one job over another's, run by turns so that a busy machine slows both."""
    habits = ((50_000, 50, 100), gc.get_threshold() if gc.get_threshold()[0] < 50_000 else (700, 10, 10))
    spent: dict[int, list[float]] = {0: [], 1: []}
    for number in range(ROUNDS + 1):
        for which, job in enumerate((ours, theirs)):
            gc.collect()
            gc.set_threshold(*habits[which])
            before = time.process_time()
            job()
            if number:  # the first round only warms up
                spent[which].append(time.process_time() - before)
    return statistics.median(spent[0]) / statistics.median(spent[1])


def _naive() -> Callable[[], bytes]:
    """The plain call on the certificate's own HTML, with linked stylesheet and faces and the frame as a picture."""
    from weasyprint import HTML

    from association.press import art, marks, typesetting

    shelf = typesetting.SHELF
    page = typesetting.typeset(
        "certificate",
        EXAMPLES["certificate"],
        language="ru",
        draft=False,
        title="Проба",
        issued="2026-03-14T04:00:00Z",
        extra={"marks": marks.verification_block(MARKS)},
    )
    faces = "".join(
        f'@font-face {{ font-family: "PT {family}"; font-weight: {weight}; font-style: {style}; '
        f"src: url(fonts/{name}.ttf) }}"
        for name, family, weight, style in (
            ("PTF55F", "Serif", 400, "normal"),
            ("PTF56F", "Serif", 400, "italic"),
            ("PTF75F", "Serif", 700, "normal"),
            ("PTS55F", "Sans", 400, "normal"),
            ("PTS56F", "Sans", 400, "italic"),
            ("PTS75F", "Sans", 700, "normal"),
        )
    )
    look = f'<link rel="stylesheet" href="certificate.css"><style>{faces}</style>'
    page = page.replace("</head>", f"{look}</head>")
    picture = art.certificate().svg().replace("<svg ", '<svg style="position:absolute;top:0;left:0;z-index:-2" ')
    page = page.replace('<div id="body">', f'{picture}<div id="body">')
    return lambda: HTML(string=page, base_url=f"{shelf.as_uri()}/").write_pdf()


def _batch(papers: int, barrier, answers) -> None:
    for number in range(3):
        _issue(number)
    barrier.wait()
    spent = time.process_time()
    for number in range(papers):
        _issue(number)
    answers.put((time.perf_counter(), time.process_time() - spent))


def _speed(workers: int, papers: int) -> tuple[float, float]:
    """Certificates a second by the clock, and a processor second of one worker times the workers; all start warm."""
    context = get_context("fork")
    barrier, answers = context.Barrier(workers + 1), context.Queue()
    processes = [context.Process(target=_batch, args=(papers, barrier, answers)) for _ in range(workers)]
    for process in processes:
        process.start()
    barrier.wait()
    start = time.perf_counter()
    ends, spent = zip(*(answers.get() for _ in processes), strict=True)
    for process in processes:
        process.join()
    return workers * papers / (max(ends) - start), workers * workers * papers / sum(spent)


def measure(size: Size = FULL) -> list[dict]:
    """Rows on the certificate and on two workers; processes first, before this one loads the renderer.

    By the clock two workers need two free cores; by processor time the figure holds on a busy machine too.
    """
    pairs = [(_speed(1, size.papers), _speed(2, size.papers)) for _ in range(min(3, size.rounds))]
    by_clock, by_processor = (
        max(two[which] for _, two in pairs) / max(one[which] for one, _ in pairs) for which in (0, 1)
    )
    certificate = _ratio(lambda: _issue(44), _naive())
    endless = _ratio(lambda: _sheet(" ".join(["Ш" * 40] * 7)), lambda: _sheet("Муниципальное " * 21))
    return [
        most("certificate, processor time against the naive call", certificate, 0.20),
        most("sheet of words of 40 letters, processor time against names of as many letters", endless, 3.0),
        least("papers of two workers against one, by the clock", by_clock, 1.80),
        least("papers of two workers against one, by processor time", by_processor, 1.80),
    ]
