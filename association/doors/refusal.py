"""What is taken at the door, and how a refusal is said."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MEGABYTE = 2**20
LIMIT = 20 * MEGABYTE


@dataclass(frozen=True)
class Kind:
    """A kind of file that is taken."""

    mime: str
    extensions: tuple[str, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    "pdf": Kind("application/pdf", ("pdf",)),
    "jpeg": Kind("image/jpeg", ("jpg", "jpeg", "jpe", "jfif")),
    "png": Kind("image/png", ("png",)),
    "docx": Kind(f"{_OFFICE}.wordprocessingml.document", ("docx",)),
    "xlsx": Kind(f"{_OFFICE}.spreadsheetml.sheet", ("xlsx",)),
    "odt": Kind("application/vnd.oasis.opendocument.text", ("odt",)),
}


def _say_taken(limit: int) -> str:
    return gettext("We take PDF, JPEG, PNG, DOCX, XLSX and ODT, up to %(limit)d MB each.") % {
        "limit": limit // MEGABYTE
    }


def _say_tables(limit: int) -> str:
    return gettext("Here we take tables: XLSX, or CSV in UTF-8 or Windows-1251, up to %(limit)d MB.") % {
        "limit": limit // MEGABYTE
    }


say_taken, say_tables = lazy(_say_taken, str), lazy(_say_tables, str)


class Unacceptable(ValidationError):
    """A file was refused; `sentence` says which one, why, and what is taken instead.

    A ValidationError, so that a form's clean() may let it through to the field; translated when shown.
    """

    def __init__(self, reason, name: str, *, code: str = "file", limit: int = LIMIT, taken=say_taken, **params) -> None:
        self.name = name
        super().__init__(
            "%(reason)s %(taken)s",
            code=code,
            params={"reason": lazy(lambda: str(reason) % {"name": name, **params}, str)(), "taken": taken(limit)},
        )

    @property
    def sentence(self) -> str:
        return self.messages[0]

    def __str__(self) -> str:
        return self.sentence


class Fault(Exception):
    """A check found something; carries a code, the key of SENTENCES."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


SENTENCES = {
    "empty": _("“%(name)s” is empty."),
    "too-big": _("“%(name)s” is too big."),
    "path": _("“%(name)s”: the name of a file must not contain a folder path or control characters."),
    "unknown": _("“%(name)s” is of a kind that is not taken, whatever its name says."),
    "svg": _("“%(name)s” is an SVG drawing: it can hold a program. Save it as PNG or PDF."),
    "html": _("“%(name)s” is a web page: it can hold a program. Save it as PDF."),
    "old-office": _(
        "“%(name)s” is protected by a password or is in an old Office format. "
        "Save it without a password as DOCX, XLSX or PDF."
    ),
    "extension": _("The ending of “%(name)s” does not fit its content. Give it the right ending or save it anew."),
    "damaged": _("“%(name)s” is damaged or was not uploaded whole. Save it anew and try again."),
    "polyglot": _(
        "“%(name)s” holds something besides the document itself, as two files glued together do. Save it anew."
    ),
    "pixels": _("The picture “%(name)s” is too large: at most 20,000 pixels a side and 120 megapixels in all."),
    "encrypted": _("“%(name)s” is protected by a password. Save it without one."),
    "bomb": _("“%(name)s” unpacks to far more than its size. Save it anew."),
    "macros": _("“%(name)s” holds macros or other programs. Save it without them."),
    "outside": _("“%(name)s” loads a part of itself from another place. Save it with all parts inside, or as PDF."),
    "active": _("“%(name)s” holds JavaScript or starts programs. Print it to a new PDF."),
    "embedded": _("“%(name)s” has another file inside that is not taken. Save it without attachments."),
    "no-table": _("“%(name)s” is not a table."),
    "encoding": _("The letters of “%(name)s” cannot be read. Save it as CSV in UTF-8, or as XLSX."),
    "too-long": _("“%(name)s” holds more than a table of organisations can. Divide it into several files."),
    "too-complex": _("“%(name)s” could not be checked in the time allowed. Print it to a new PDF."),
}  # fmt: skip
