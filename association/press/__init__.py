"""The print room: declared papers become PDF/A files; only this package knows WeasyPrint, which loads on first use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO

from association.press.limits import Unprintable, confine

__all__ = ["KY_PAPERS", "PAIRED", "PAPERS", "Rendered", "Unprintable", "bind", "confine", "join", "render"]

PAPERS = (
    "agenda",
    "analytical_note",
    "application",
    "attendance",
    "candidate_notice",
    "certificate",
    "certificates_register",
    "conclusion",
    "decisions_register",
    "destruction_act",
    "event_report",
    "exclusion",
    "extract",
    "failed_meeting",
    "file_plan",
    "handover",
    "information_request",
    "inventory",
    "invitation",
    "journal",
    "letter",
    "letter_out",
    "materials",
    "members_register",
    "minutes",
    "order",
    "pairs_register",
    "plan",
    "stewards",
    "voting_sheet",
    "withdrawal",
)
KY_PAPERS = (
    "application",
    "candidate_notice",
    "certificate",
    "destruction_act",
    "event_report",
    "file_plan",
    "handover",
    "information_request",
    "journal",
    "minutes",
    "pairs_register",
    "plan",
    "stewards",
)
# Papers whose Kyrgyz and Russian texts have equal standing: one sheet, which reads the language of the edition.
PAIRED = (
    "qa_system/annual",
    "qa_system/document",
    "qa_system/extract",
    "qa_system/indicator",
    "qa_system/order",
    "qa_system/plan",
    "qa_system/process",
    "qa_system/register",
)


@dataclass(frozen=True)
class Rendered:
    """A finished file: its bytes, their SHA-256 in hex, and its number of pages."""

    data: bytes
    sha256: str
    pages: int


def render(
    template: str,
    facts: dict,
    *,
    language: str,
    draft: bool = False,
    title: str,
    issued: datetime,
    frame: str | None = None,
    attach: bool = True,
    marks: dict | None = None,
) -> Rendered:
    """Print one paper, the same bytes for the same arguments.

    `issued` is aware and becomes the file's only date; `marks` may hold verification {url, code} and journal
    {number, digest}; `frame` names a painted frame other than the paper's own. Raises Unprintable.
    """
    if template not in PAPERS + PAIRED:
        raise Unprintable(f"no such paper: {template!r}", where="template")
    if language not in ("ru", "ky") or (language == "ky" and template not in KY_PAPERS + PAIRED):
        raise Unprintable(f"no edition in {language!r} of {template!r}", where="language")
    from association.press import engine  # 0.4 s and 60 MB that no web process should pay

    return Rendered(
        *engine.paint(
            template,
            facts,
            language=language,
            draft=draft,
            title=title,
            issued=issued,
            frame=frame,
            attach=attach,
            marks=marks or {},
        )
    )


def join(papers: Iterable[bytes]) -> bytes:
    """Bind issued files into one for printing, page by page, without rendering any of them again."""
    return bind((0, "", data) for data in papers)


def bind(parts: Iterable[tuple[int, str, bytes | None]]) -> bytes:
    """Bind files into one with a bookmark for each titled part (level, title, bytes).

    A part without bytes is a bookmark alone, for the parts below it: it opens where the next pages begin.
    """
    import pikepdf

    marks: list[tuple[int, str, int]] = []
    with pikepdf.new() as bound:
        for level, title, data in parts:
            if title:
                marks.append((level, title, len(bound.pages)))
            if data is not None:
                with pikepdf.open(BytesIO(data)) as paper:
                    bound.pages.extend(paper.pages)
        frames: dict = {}
        for page in bound.pages:  # a hundred certificates need one frame, not a hundred
            painted = page.resources.get("/XObject", {})
            if "/Frame" in painted:
                key = sha256(painted["/Frame"].read_raw_bytes()).digest()
                painted["/Frame"] = frames.setdefault(key, painted["/Frame"])
        if marks:
            with bound.open_outline() as outline:
                _mark(outline, marks, len(bound.pages) - 1)
        out = BytesIO()
        bound.save(out, deterministic_id=True)
        return out.getvalue()


def _mark(outline, marks: list[tuple[int, str, int]], last: int) -> None:
    import pikepdf

    above: list = []  # the bookmark last made on each level
    for level, title, page in marks:
        row = pikepdf.OutlineItem(title, min(page, last))
        level = min(level, len(above))
        (above[level - 1].children if level else outline.root).append(row)
        above[level:] = [row]
