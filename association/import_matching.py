"""Records of a table against the organisations the portal knows: who is meant, and what would change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from association.import_cells import is_same_person, name_of, place_of
from association.import_columns import COLUMNS, ORDER
from association.import_table import Line
from association.models import Address, District, Headship, ImportRow, Organisation, OrganisationName, Reorganisation
from association.search import fold
from association.statute import Phrase, say

Kind, Cell = ImportRow.Kind, ImportRow.Cell
PLAIN = ("inn", "ogrn", "okpo", "type", "sector", "phone", "email", "website")
NAMES = ("full", "short", "genitive", "full_ky", "short_ky")
FORMS = ("head_genitive", "head_dative")
_TYPE_WORDS = set("г город р н район району муниципальный городской округ шаары шаар обл область облусу м о".split())


@dataclass
class Known:
    """What the portal holds of one organisation now: the row, its open dated rows, and its values by column."""

    row: Organisation
    name: OrganisationName | None = None
    address: Address | None = None
    headship: Headship | None = None
    ceased_on: date | None = None
    values: dict[str, str] = field(default_factory=dict)

    def later_than(self, key: str, on: date) -> date | None:
        """The day from which a later fact is recorded already, so that no earlier one can be put before it."""
        fact: Any = self.name if key in NAMES else {"address": self.address, "head": self.headship,
                                                     "post": self.headship}.get(key)  # fmt: skip
        return fact.starts_on if fact is not None and fact.starts_on > on else None


@dataclass
class Judgement:
    """What a record is and what each of its cells would do."""

    kind: str
    cells: dict[str, dict[str, Any]]
    organisation: int | None = None
    reason: Phrase | None = None

    @property
    def faults(self) -> int:
        return sum(1 for cell in self.cells.values() if cell["s"] == Cell.ERROR)


class Names:
    """Open names of all organisations by their folded text; only names not seen before are read and folded."""

    def __init__(self) -> None:
        self._seen: dict[int, tuple[str, str, int]] = {}
        self._last = 0
        self.full: dict[str, set[int]] = {}
        self.short: dict[str, set[int]] = {}

    def refresh(self) -> None:
        """Read what was added or ended since the last time; the whole list only when the count says so."""
        open_rows = OrganisationName.objects.open()
        self._add(open_rows.filter(pk__gt=self._last))
        if open_rows.count() == len(self._seen):
            return
        present = set(open_rows.values_list("pk", flat=True))
        for pk in self._seen.keys() - present:
            full, short, organisation = self._seen.pop(pk)
            self.full[full].discard(organisation)
            self.short[short].discard(organisation)
        late = sorted(present - self._seen.keys())
        for start in range(0, len(late), 500):
            self._add(open_rows.filter(pk__in=late[start : start + 500]))

    def _add(self, rows: QuerySet[OrganisationName]) -> None:
        for pk, full, short, organisation in rows.order_by("pk").values_list("pk", "full", "short", "organisation_id"):
            names = fold(full), fold(short)
            self._seen[pk] = (*names, organisation)
            self._last = max(self._last, pk)
            for known, name in zip((self.full, self.short), names, strict=True):
                known.setdefault(name, set()).add(organisation)


class Places:
    """The territories of a country on a day, found by their names with or without «г.», «район» and the like."""

    def __init__(self, country: str, on: date) -> None:
        self._rows: dict[str, list[District]] = {}
        self._found: dict[str, District | None] = {}
        self._opens: dict[str, bool] = {}
        for row in District.objects.on(on).filter(country=country):
            self.add(row)

    def add(self, row: District) -> None:
        """Know one more territory."""
        self._found.clear()
        self._opens.clear()
        self._rows.setdefault(bare(row.name), []).append(row)

    def find(self, text: str) -> District | None:
        """The one territory a cell names; None when there is none or it is not clear which."""
        if text not in self._found:
            kind, _name = place_of(text)
            found = self._rows.get(bare(text), [])
            fitting = [row for row in found if row.kind == kind] or found
            self._found[text] = fitting[0] if len(fitting) == 1 else None
        return self._found[text]

    def is_open(self, text: str) -> bool:
        """Whether a cell names a territory that is not known yet and says of which kind it is."""
        if text not in self._opens:
            self._opens[text] = bare(text) not in self._rows and bool(place_of(text)[0]) and bool(bare(text))
        return self._opens[text]


def bare(place: str) -> str:
    """The folded name of a territory without the words for its kind."""
    words = fold(place).split()
    return " ".join(word for word in words if word not in _TYPE_WORDS) or " ".join(words)


def find(lines: Sequence[Line], country: str, names: Names, places: Places) -> dict[int, int | Phrase]:
    """Say for each record which organisation is meant, by INN, otherwise by name; a phrase where it is not clear."""
    inns = [line.values["inn"] for line in lines if line.values.get("inn")]
    rows = Organisation.objects.filter(country=country)
    by_inn = dict(rows.filter(inn__in=inns).values_list("inn", "pk")) if inns else {}
    found: dict[int, int | Phrase] = {}
    unclear: dict[int, tuple[Line, set[int]]] = {}
    for line in lines:
        inn, full = line.values.get("inn", ""), line.values.get("full", "")
        if inn in by_inn:
            found[line.number] = by_inn[inn]
        elif namesakes := names.full.get(fold(full)) if full else names.short.get(fold(line.name)):
            unclear[line.number] = (line, namesakes)
    keys = set().union(*(namesakes for _line, namesakes in unclear.values())) if unclear else set()
    gone = Reorganisation.objects.exclude(kind=Reorganisation.Kind.SEPARATION).values("organisation")
    there = rows.filter(pk__in=keys).exclude(pk__in=gone).values("pk", "inn", "district_id")
    about = {row["pk"]: row for row in there} if keys else {}
    for number, (line, namesakes) in unclear.items():
        one = _namesake(line, [about[pk] for pk in namesakes if pk in about], places)
        if one is not None:
            found[number] = one
    return found


def _namesake(line: Line, rows: list[dict[str, Any]], places: Places) -> int | Phrase | None:
    """Choose among organisations of one name: one with another INN is another one; the district may decide."""
    if line.values.get("inn"):
        rows = [row for row in rows if not row["inn"]]
    if len(rows) > 1 and (place := places.find(line.values.get("district", ""))):
        rows = [row for row in rows if row["district_id"] == place.pk]
    if len(rows) > 1:
        return say(_("%(count)d organisations have this name. Give the INN."), count=len(rows))
    return rows[0]["pk"] if rows else None


def know(keys: Iterable[int], on: date, *, lock: bool = False) -> dict[int, Known]:
    """Read what the portal holds of some organisations."""
    rows = Organisation.objects.filter(pk__in=set(keys)).order_by("pk")
    # The place is read apart: PostgreSQL locks no nullable side of a join.
    known = {row.pk: Known(row) for row in (rows.select_for_update() if lock else rows)}
    if not known:
        return {}
    districts = District.objects.in_bulk({one.row.district_id for one in known.values() if one.row.district_id})
    for name in OrganisationName.objects.open().filter(organisation__in=known):
        known[name.organisation_id].name = name
    for address in Address.objects.open().filter(organisation__in=known):
        known[address.organisation_id].address = address
    for headship in Headship.objects.open().filter(organisation__in=known).select_related("person"):
        known[headship.organisation_id].headship = headship
    for organisation, day in (
        Reorganisation.objects.ceasing(on).filter(organisation__in=known).values_list("organisation", "on")
    ):
        known[organisation].ceased_on = day
    for one in known.values():
        one.values = {key: getattr(one.row, key) for key in PLAIN}
        one.values |= {key: getattr(one.name, key) if one.name else "" for key in NAMES}
        one.values["district"] = str(districts.get(one.row.district_id or 0, ""))
        one.values["address"] = one.address.text if one.address else ""
        one.values["head"] = one.headship.person.full_name if one.headship else ""
        one.values["post"] = one.headship.post if one.headship else ""
    return known


def judge(line: Line, meant: int | Phrase | None, known: Known | None, places: Places, on: date) -> Judgement:
    """Say what one record is, cell by cell; a record whose organisation is unsure is wrong as a whole."""
    cells = {
        key: _cell(key, line, known, places, on)
        for key in ORDER
        if key in line.texts or (key in line.values and known is None)
    }
    why = _why_not(line, meant, known)
    if line.double_of is not None:
        double = say(_("The same organisation stands in line %(line)d."), line=line.double_of)
        return Judgement(Kind.DOUBLE, cells, None, double)
    if why is not None:
        return Judgement(Kind.ERROR, cells, None, why)
    if known is None:
        return Judgement(Kind.NEW, cells)
    states = {cell["s"] for cell in cells.values()}
    return Judgement(Kind.CHANGED if states & {Cell.NEW, Cell.CHANGED} else Kind.SAME, cells, known.row.pk)


def _why_not(line: Line, meant: int | Phrase | None, known: Known | None) -> Phrase | None:
    """Why a record cannot be recorded at all, or None."""
    if "inn" in line.faults:
        return say(_("The INN is wrong, so it is not sure which organisation is meant."))
    if isinstance(meant, Phrase):
        return meant
    if known is not None:
        ceased = _("The organisation ceased to exist on %(day)s; nothing changes in it any more.")
        return say(ceased, day=known.ceased_on) if known.ceased_on else None
    if not line.name:
        return say(_("The name of the organisation is missing or wrong."))
    if not line.values.get("sector"):
        return say(_("A new organisation needs its sector of education, and the name does not tell it."))
    return None


def _cell(key: str, line: Line, known: Known | None, places: Places, on: date) -> dict[str, Any]:
    fault, value = line.faults.get(key), line.values.get(key, "")
    if fault is None and key == "district" and not places.find(value) and not places.is_open(value):
        fault = say(_("“%(value)s” is not in the reference table of territories; for a new one write «г.», «район» or «округ»."), value=value[:60])  # fmt: skip  # noqa: E501
    if fault is None and known and (day := known.later_than(key, on)):
        fault = say(_("From %(day)s on another value is recorded already."), day=day)
    if fault is not None:
        return {"s": Cell.ERROR.value, "v": line.texts[key][:300], "why": fault.as_dict()}
    cell: dict[str, Any] = {"s": Cell.NEW.value, "v": value}
    note = line.notes.get(key)
    if not COLUMNS[key].is_recorded:
        cell["s"] = Cell.IGNORED.value
    elif ignored := _ignored(key, line, known):
        cell["s"], note = Cell.IGNORED.value, ignored
    elif known is not None and (old := known.values.get(key, "")):
        same = _is_same(key, old, value, known, places)
        cell["s"] = (Cell.SAME if same else Cell.CHANGED).value
        cell |= {} if same else {"o": old}
    if key == "district" and cell["s"] != Cell.SAME and places.is_open(value):
        note = say(_("will be added to the reference table"))
    if note is not None and cell["s"] != Cell.SAME:
        cell["why"] = note.as_dict()
    return cell


def _ignored(key: str, line: Line, known: Known | None) -> Phrase | None:
    """Why a sound cell is not recorded, or None."""
    has_head = "head" in line.values or bool(known and known.headship)
    if key == "post" and not has_head:
        return say(_("no head is named"))
    if key in FORMS and ("head" not in line.values or (known and known.headship and _is_head(known, line))):
        return say(_("recorded with a new head only"))
    return None


def _is_head(known: Known, line: Line) -> bool:
    return _is_same_name(known.values["head"], line.values["head"])


def _is_same_name(old: str, new: str) -> bool:
    one, other = name_of(old), name_of(new)
    return fold(old) == fold(new) or (one is not None and other is not None and is_same_person(one, other))


def _is_same(key: str, old: str, value: str, known: Known, places: Places) -> bool:
    """Whether a cell says what is known; case, spaces, quotation marks and ё do not count in words."""
    if key == "district":
        place = places.find(value)
        return place is not None and place.pk == known.row.district_id
    if key == "head":
        return _is_same_name(old, value)
    if key == "phone":
        return [sign for sign in old if sign.isdigit()] == [sign for sign in value if sign.isdigit()]
    if key in ("email", "website"):
        return old.casefold().rstrip("/") == value.casefold().rstrip("/")
    return fold(old) == fold(value)


def lines_of(rows: Iterable[ImportRow]) -> list[Line]:
    """Records as they were kept, ready to be judged again: only the cells that are to be recorded."""
    return [Line(row.number, values := row.values(), texts=values) for row in rows]


def has_moved(row: ImportRow, now: Judgement) -> bool:
    """Whether a record would do something else now than its preview showed."""

    def shown(cells: dict[str, dict[str, Any]]) -> dict[str, tuple]:
        recorded = {key: cell for key, cell in cells.items() if cell["s"] not in (Cell.ERROR, Cell.IGNORED)}
        return {key: (cell["s"], cell["v"], cell.get("o")) for key, cell in recorded.items()}

    return (row.kind, row.organisation_id) != (now.kind, now.organisation) or shown(row.cells) != shown(now.cells)
