"""Tags and filters every page is built from; each component has its template in templates/ui/."""

import datetime as dt
import re
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from association import fmt
from association.statute import CLAUSES

from . import drawing
from .strokes import STROKES

register = template.Library()


def _lang() -> str:
    return (get_language() or "ru").split("-")[0]


def _draw(name: str, **context: Any) -> SafeString:
    return mark_safe(render_to_string(f"ui/{name}.html", context).strip())


# Marks


@register.simple_tag
def icon(name: str, look: str = "") -> SafeString:
    """An icon of the text's colour; it says nothing by itself, the word stands beside it. look: "solid" or ""."""
    return format_html(
        '<svg class="icon {}" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>', look, STROKES[name]
    )


@register.simple_tag
def stroke(name: str) -> SafeString:
    """The bare path of an icon, to stand inside another drawing."""
    return format_html('<path d="{}"/>', STROKES[name])


@register.simple_tag
def rosette() -> SafeString:
    """The mark of the association: six crossed ellipses."""
    return _draw("rosette", turns=drawing.crossed_ellipses(6))


@register.simple_tag
def guilloche(inner: int = 104) -> SafeString:
    """The rosette with 28 ellipses on a field of 640; `inner` is the radius of the empty middle."""
    return _draw("guilloche", inner=inner, turns=drawing.crossed_ellipses(28))


@register.simple_tag
def tag(look: str, word: Any) -> SafeString:
    """A status: look is ok, run, need, bad, calm or none; the word says it."""
    return format_html('<span class="tag {}">{}</span>', look, word)


@register.simple_tag
def clause(number: str | None = None, bare: bool = False) -> SafeString:
    """A reference to a clause that leads to its public page: {% clause "A-4.7" %}; bare=True shows the number only."""
    if not number:
        return SafeString("")
    text = fmt.clause_number(number) if bare else fmt.clause_text(number, _lang())
    known = CLAUSES.get(number)
    meaning = known.text(_lang())[0] if known else ""
    try:
        url = reverse("clause", args=[number])
    except NoReverseMatch:
        return format_html('<span class="clause" title="{}">{}</span>', meaning, text)
    return format_html('<a class="clause" href="{}" title="{}">{}</a>', url, meaning, text)


# Frames


@register.simple_block_tag
def panel(content: str, heading: Any = "", **options: Any) -> SafeString:
    """{% panel "Heading" url= link= look=soft|bad|need flush=True id= tag_look= tag_word= %}…{% endpanel %}"""
    return _draw("panel", body=content, heading=heading, **options)


@register.simple_block_tag
def notice(content: str, heading: Any = "", **options: Any) -> SafeString:
    """{% notice "The fact" look=need|ok|bad side=True level=2 %}what to do{% endnotice %}"""
    return _draw("notice", body=content, heading=heading, **options)


@register.simple_block_tag
def datatable(content: str, caption: Any = "", **options: Any) -> SafeString:
    """{% datatable "13 organisations" rest="as of …" actions=html cards=True label= %}<thead>…{% enddatatable %}"""
    return _draw("table", body=content, caption=caption, **options)


@register.simple_block_tag
def empty(content: str, heading: Any, **options: Any) -> SafeString:
    """{% empty "No pairs yet" drawing="pair" %}<p>what is needed</p> and one button{% endempty %}"""
    return _draw("empty", body=content, heading=heading, **options)


@register.simple_block_tag
def chart(content: str, caption: Any = "", **options: Any) -> SafeString:
    """{% chart "what the picture says in words" %}<svg>…</svg>{% endchart %}"""
    return _draw("chart", body=content, caption=caption, **options)


@register.simple_block_tag
def more(content: str, heading: Any, **options: Any) -> SafeString:
    """{% more "Check as of another day" open=False %}…{% endmore %}"""
    return _draw("more", body=content, heading=heading, **options)


# Parts


@register.inclusion_tag("ui/breadcrumbs.html")
def crumbs(*pairs: Any) -> dict[str, Any]:
    """{% crumbs _("Register") register_url organisation.name %}: label and address by turns, the last label alone."""
    labels, urls = pairs[::2], [*pairs[1::2], ""]
    return {"crumbs": [{"label": label, "url": url} for label, url in zip(labels, urls, strict=False)]}


@register.inclusion_tag("ui/error_summary.html")
def error_summary(*forms: Any) -> dict[str, Any]:
    """The errors of one or more forms above the page, each a link to its field."""
    errors = [
        {"text": text, "target": _target(form[name])}
        for form in forms
        if form is not None and form.is_bound
        for name, texts in form.errors.items()
        if name != "__all__"
        for text in texts
    ]
    errors += [
        {"text": text, "target": ""}
        for form in forms
        if form is not None and form.is_bound
        for text in form.non_field_errors()
    ]
    return {"errors": errors}


def _target(field: Any) -> str:
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label or field.auto_id


@register.inclusion_tag("ui/sort_head.html", takes_context=True)
def sort_head(context: Any, key: str, label: Any, look: str = "") -> dict[str, Any]:
    """A table head that sorts by a key of the address (?sort=key, ?sort=-key); look "num" sets it right."""
    query = context["request"].GET.copy()
    now = query.get("sort", "")
    query["sort"] = f"-{key}" if now == key else key
    query.pop("page", None)
    order = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    return {"url": f"?{query.urlencode()}", "label": label, "order": order, "look": look}


@register.inclusion_tag("ui/pager.html", takes_context=True)
def pager(context: Any, page: Any) -> dict[str, Any]:
    """The rows shown of all and the pages of a Django Page, keeping the other parts of the address."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    lead = f"{query.urlencode()}&" if query else ""
    return {
        "page": page,
        "lead": lead,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
    }


@register.inclusion_tag("ui/dial.html")
def quorum_dial(seats: int, present: int, needed: int, words: Any = "") -> dict[str, Any]:
    """One segment per seat, the present filled, a tick at the quorum; the words beside it carry the meaning."""
    facts = drawing.dial(seats, present, needed)
    return {**facts, "seats": seats, "present": present, "needed": needed, "words": words, "enough": present >= needed}


@register.inclusion_tag("ui/vote_bar.html")
def vote_bar(votes_for: int, against: int, abstained: int, waiting: int, needed: int, **options: Any) -> dict[str, Any]:
    """The bar of one vote with the ink mark at the needed count; options: heading, reason, clause, closed."""
    counts = {"votes_for": votes_for, "against": against, "abstained": abstained, "waiting": waiting, "needed": needed}
    return {**drawing.vote_bar(**counts), **counts, **options}


@register.simple_tag
def quarter_place(date: dt.date, starts: int = 1) -> str:
    """Where a date stands on the line of its quarter, in percent; `starts` is the month the first quarter begins."""
    return drawing.quarter_mark((date.month - starts) % 3, date.day)


# Words


@register.filter(is_safe=True)
def day(value: dt.date | dt.datetime | None, style: str = "long") -> str:
    """A date in the reader's language; styles as in fmt.date_text."""
    if not value:
        return ""
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return fmt.date_text(value, _lang(), style)


@register.filter(is_safe=True)
def moment(value: dt.datetime | None, style: str = "long") -> str:
    """A date and time in the reader's language and the active zone; style "time" or "seconds" gives the hour alone."""
    if not value:
        return ""
    return fmt.moment_text(timezone.localtime(value) if timezone.is_aware(value) else value, _lang(), style)


@register.filter
def typo(value: Any) -> str:
    """The text with no-break spaces where a line must not end."""
    parts = re.split(r"(<[^>]+>)", conditional_escape(value))
    return mark_safe("".join(part if part[:1] == "<" else fmt.nbsp(part) for part in parts))


@register.filter(is_safe=True)
def number(value: Any, places: int | None = None) -> str:
    """A number in the reader's language."""
    return "" if value is None or value == "" else fmt.number_text(value, _lang(), places)


@register.filter
def hint_of(option: Any, field: Any) -> Any:
    """The small line of a choice, from the `hints` of its form field, which need not have any."""
    return getattr(field, "hints", {}).get(str(option.data["value"]), "")
