"""The last touches on a PDF before its bytes are written; they reach into pydyf objects, so versions are pinned."""

from __future__ import annotations

import pydyf

from association.press import art
from association.press.limits import Unprintable


def finish(document: object, pdf: pydyf.PDF, *, frame: str) -> None:
    """Refuse missing glyphs, list each attached file once and lay the painted frame under every page."""
    refuse_missing_glyphs(document)
    list_attachments_once(pdf)
    if painted := art.frame(frame):
        lay_under(pdf, *painted)


def refuse_missing_glyphs(document: object) -> None:
    """An official paper with a hollow box in it is not a paper."""
    missing = {code for font in document.fonts.values() for code in font.missing}
    if missing:
        shown = ", ".join(f"U+{code:04X} {chr(code)}" for code in sorted(missing)[:8])
        raise Unprintable(f"the papers' fonts have no sign for {shown}")


def list_attachments_once(pdf: pydyf.PDF) -> None:
    """WeasyPrint 70.0 lists associated files twice (its issue 2917)."""
    if files := pdf.catalog.get("AF"):
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(files))


def lay_under(pdf: pydyf.PDF, compressed: bytes, box: tuple[float, float, float, float]) -> None:
    """Add a painted Form XObject and draw it first on every page, marked as decoration."""
    form = pydyf.Stream(
        [compressed],
        {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": pydyf.Array(box),
            "Resources": pydyf.Dictionary(),
            "Filter": "/FlateDecode",
        },
    )
    pdf.add_object(form)
    for number in pdf.pages["Kids"][::3]:
        page = pdf.objects[number]
        resources = pdf.objects[int(page["Resources"].split()[0])]
        resources["XObject"]["Frame"] = form.reference
        contents = pdf.objects[int(page["Contents"].split()[0])]
        contents.stream.insert(0, b"/Artifact BMC q /Frame Do Q EMC")
