"""The press itself: one WeasyPrint per process, warmed once, that turns a filled sheet into PDF/A-3a bytes."""

from __future__ import annotations

import gc
import hashlib
import json
import logging
import os
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from importlib import import_module, resources
from io import BytesIO
from pathlib import Path

from association.press import display, fitting, limits
from association.press.limits import Unprintable
from association.press.marks import verification_block
from association.press.typesetting import SHELF, typeset

VARIANT = {"pdf_variant": "pdf/a-3a", "output_intent": "--srgb"}
FONTS = SHELF / "fonts" / "fonts.conf"


@contextmanager
def _own_fonts():
    # Fontconfig reads the name when a configuration is made; given back afterwards, browsers started by this
    # process still see the machine's fonts.
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(FONTS)
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


if not FONTS.is_file():
    raise RuntimeError("the papers' own fonts are missing: static/papers/fonts/fonts.conf")
with _own_fonts():
    weasyprint = import_module("weasyprint")
    _fonts = import_module("weasyprint.text.fonts").FontConfiguration()
    fetching = import_module("association.press.fetching")
    finishing = import_module("association.press.finishing")
# What it would log are other people's texts; whatever matters is asked for after each render.
logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
# Layout makes many short-lived cycles; collecting them less often saves a tenth of the time.
gc.set_threshold(50_000, 50, 100)


@cache
def _profile() -> bytes:
    # Read once and closed: the variant's own default opens the profile again for every paper and leaves it open.
    return resources.files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()


def _colours() -> dict:
    # Made anew for every layout: once it was used, the profile object writes other bytes than those it was read from.
    colour = import_module("weasyprint.css").ColorProfile
    return {"--srgb": colour(BytesIO(_profile()), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))}


@cache
def _sheet(name: str) -> weasyprint.CSS:
    return weasyprint.CSS(
        filename=str(SHELF / f"{name}.css"), font_config=_fonts, url_fetcher=fetching.LockedFetcher(SHELF)
    )


@cache
def _size(points: float) -> weasyprint.CSS:
    return weasyprint.CSS(string=f"html {{ font-size: {points}pt }}", font_config=_fonts)


def sheets_of(template: str, *, draft: bool, verified: bool) -> list[weasyprint.CSS]:
    """The parsed stylesheets of a paper, in the order of the cascade."""
    own = template if Path(SHELF / f"{template}.css").is_file() else "paper"
    names = [own] if own != "paper" else [own] + ["draft"] * draft + ["verified"] * verified
    return [_sheet(name) for name in names]


def paint(
    template: str,
    facts: dict,
    *,
    language: str,
    draft: bool,
    title: str,
    issued: datetime,
    frame: str | None,
    attach: bool,
    marks: dict,
) -> tuple[bytes, str, int]:
    """Set, lay out, check and write one paper; returns bytes, SHA-256 and pages."""
    if issued.tzinfo is None:
        raise Unprintable("the moment of issue needs a time zone", where="issued")
    facts = limits.clean(facts)
    marks = limits.clean(marks, "marks")
    title = limits.clean(title, "title")
    stamp = issued.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with limits.deadline():
        verified = verification_block(marks) if not draft else {}
        page = typeset(
            template, facts, language=language, draft=draft, title=title, issued=stamp, extra={"marks": verified}
        )
        data, pages = print_html(
            page,
            sheets_of(template, draft=draft, verified=bool(verified)),
            attached=_attachment(facts, issued) if attach else None,
            frame=frame or template,
        )
    return data, hashlib.sha256(data).hexdigest(), pages


def print_html(page: str, sheets: list, *, attached=None, frame: str = "") -> tuple[bytes, int]:
    """Lay out HTML under the lock and write it; raises Unprintable when anything about the result is wrong."""
    fetcher = fetching.LockedFetcher(SHELF)
    pictures: dict = {}

    def lay_out(points: float | None):
        html = weasyprint.HTML(string=page, base_url=f"{SHELF.as_uri()}/", url_fetcher=fetcher)
        extra = [_size(points)] if points else []
        if points and points <= display.CLOSE:
            extra.append(_sheet("certificate_close"))
        return html.render(
            font_config=_fonts,
            color_profiles=_colours(),
            stylesheets=[*sheets, *extra],
            cache=pictures,
            **VARIANT,
        )

    document = fitting.fit(lay_out, fitting.steps(page))
    if len(document.pages) > limits.PAGES:
        raise Unprintable(f"{len(document.pages)} pages, at most {limits.PAGES}")
    data = document.write_pdf(
        attachments=[attached] if attached else None,
        finisher=lambda doc, pdf: finishing.finish(doc, pdf, frame=frame),
        cache=pictures,
        **VARIANT,
    )
    if fetcher.denied:
        raise Unprintable(f"the paper refers to something outside: {', '.join(fetcher.denied[:3])}")
    return data, len(document.pages)


def _attachment(facts: dict, issued: datetime) -> weasyprint.Attachment:
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, indent=1)
    at = issued.astimezone(UTC)
    return weasyprint.Attachment(
        string=text, name="facts.json", description="Facts of this paper", relationship="Data", created=at, modified=at
    )
