"""Working groups: the public list, the page of one, its people and proposals, tasks and notes (A-3.11, A-5.6.6)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock, files
from association.actions import groups as verbs
from association.forms.groups import (
    DayForm,
    EndForm,
    GroupForm,
    NoteForm,
    ProposalForm,
    RefusalForm,
    SeatForm,
    TaskDoneForm,
    TaskForm,
)
from association.models import GroupProposal, GroupSeat, GroupTask, StoredFile, WorkingGroup
from association.models.group import LEADS
from association.queries_groups import groups_on, people_of, reads_inside, seats_on
from association.rules import groups as rules
from association.views.office_forms import asked_day, one_form

KEEPS, JOINS = "keep_groups", "join_group"


def _crumbs(group: WorkingGroup | None = None) -> dict[str, Any]:
    crumbs = [{"label": _("Working groups"), "url": reverse("groups")}]
    if group is not None:
        crumbs.append({"label": group.called, "url": group.get_absolute_url()})
    return {"crumbs": crumbs, "back": crumbs[-1]["url"]}


def _address(row: WorkingGroup, day: date) -> str:
    return row.get_absolute_url() + ("" if day == clock.today() else f"?on={day.isoformat()}")


def groups(request: HttpRequest) -> HttpResponse:
    """The groups of a day with who leads them; open to everybody, without contacts."""
    day = asked_day(request)
    signed_in = request.user.is_authenticated
    rows = [
        {"row": row, "leader": next((one for one in row.people if one.role == "leader"), None),
         "count": len(row.people), "url": _address(row, day)}
        for row in groups_on(day)
    ]  # fmt: skip
    keys = {one["row"].key for one in rows}
    keeps = signed_in and access.can(request.user, KEEPS)
    context = {
        "base": "base.html" if signed_in else "base_public.html", "rows": rows, "day": day, "keeps": keeps,
        "is_today": day == clock.today(), "day_form": DayForm(initial={"on": day}),
        "lacks": keeps and any(one["key"] not in keys for one in verbs.STANDING),
    }  # fmt: skip
    return render(request, "association/groups.html", context)


@require_POST
def group_preset(request: HttpRequest) -> HttpResponse:
    """Set up the standing groups of the statute that are missing."""
    verbs.preset(on=clock.today(), by=request.user, at=clock.now())
    return redirect("groups")


def group_new(request: HttpRequest) -> HttpResponse:
    """Set up a group, a commission or a creative team."""
    form = GroupForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        return redirect(verbs.found(**form.facts, by=request.user, at=clock.now()))
    return one_form(request, form, _("New group"), clause="A-3.11.4", **_crumbs())


def _load(request: HttpRequest, pk: int, right: str = LEADS) -> WorkingGroup:
    return get_object_or_404(access.visible(request.user, right, WorkingGroup.objects.all()), pk=pk)


def group(request: HttpRequest, pk: int) -> HttpResponse:
    """One group as of a day: what it is for, who works in it, and inside of it tasks, notes and materials."""
    return _page(request, get_object_or_404(WorkingGroup, pk=pk))


def _page(request: HttpRequest, row: WorkingGroup, status: int = 200, **forms: Form) -> HttpResponse:
    today, day, user = clock.today(), asked_day(request), request.user
    leads = access.can(user, LEADS, row) and row.is_on(today)
    inside = reads_inside(user, row, today)
    people = list(seats_on(row, day))
    context: dict[str, Any] = {
        "row": row, "day": day, "is_today": day == today, "people": people, "leads": leads, "inside": inside,
        "keeps": access.can(user, KEEPS), "joins": access.holds(user, JOINS) and row.is_on(today),
        "former": row.seats.whole().filter(ends_on__lte=day).select_related("person", "organisation"),
        "task_form": None, "note_form": None, "day_form": DayForm(initial={"on": day}),
    }  # fmt: skip
    if inside:
        context |= _inside(row, leads, people, today)
    return render(request, "association/group.html", context | forms, status=status)


def _inside(row: WorkingGroup, leads: bool, people: list[GroupSeat], today: date) -> dict[str, Any]:
    asked = row.proposals.filter(state=rules.ASKED).select_related("person", "organisation")
    tasks = [
        {"row": one, "late": one.state == rules.OPEN and one.due_on < today}
        for one in row.tasks.select_related("person", "file")
    ]
    persons = [one.person for one in people]
    return {
        "tasks": tasks, "notes": row.notes.select_related("file", "written_by__person"),
        "proposals": asked if leads else (), "task_form": TaskForm(people=persons) if leads and people else None,
        "note_form": NoteForm(initial={"on": today}) if leads else None,
    }  # fmt: skip


def group_words(request: HttpRequest, pk: int) -> HttpResponse:
    """Write name and purpose anew."""
    row = _load(request, pk)
    form = GroupForm(request.POST or None, instance=row, is_new=False)
    if request.method == "POST" and form.is_valid():
        verbs.describe(row, **form.cleaned_data, by=request.user, at=clock.now())
        return redirect(row)
    row = _load(request, pk)
    return one_form(request, form, _("Name and purpose"), clause=row.clause, **_crumbs(row))


def group_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a group from a day."""
    row = _load(request, pk, KEEPS)
    form = EndForm(request.POST or None, day=clock.today())
    if request.method == "POST" and form.is_valid():
        verbs.end(row, on=form.cleaned_data["on"], by=request.user, at=clock.now())
        return redirect(row)
    lead = _("The places in the group end with it; its page stays.")
    return one_form(request, form, _("End the group"), lead=lead, clause=row.clause, **_crumbs(row))


def group_seat_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the leader or somebody of the group."""
    row = _load(request, pk)
    names = access.can(request.user, KEEPS)
    form = SeatForm(request.POST or None, names_leaders=names, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        facts = {key: data[key] for key in ("role", "post", "organisation", "on")}
        verbs.seat(row, form.known_person or form.name, **facts, by=request.user, at=clock.now())
        return redirect(row)
    lead = _("A change is a new line: who leads until now stays in the group as a member.")
    return one_form(request, form, _("Person in the group"), lead=lead, clause=row.clause, **_crumbs(row))


def group_seat_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End somebody's place in a group."""
    seats = GroupSeat.objects.open().select_related("group", "person")
    seat = get_object_or_404(seats.filter(group__in=access.visible(request.user, LEADS, WorkingGroup.objects.all())),
                             pk=pk)  # fmt: skip
    form = EndForm(request.POST or None, day=clock.today())
    if request.method == "POST" and form.is_valid():
        verbs.unseat(seat, on=form.cleaned_data["on"], by=request.user, at=clock.now())
        return redirect(seat.group)
    return one_form(request, form, str(seat.person), lead=_("From which day the person is no longer in the group."),
                    clause=seat.group.clause, **_crumbs(seat.group))  # fmt: skip


def group_proposal_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A director proposes a person of the own organisation."""
    row = get_object_or_404(WorkingGroup.objects.on(clock.today()), pk=pk)
    own = access.organisations(request.user, JOINS).order_by("sort_key", "pk")
    form = ProposalForm(request.POST or None, organisations=own, among=people_of(own))
    if request.method == "POST" and form.is_valid():
        data, facts = form.cleaned_data, {"on": clock.today(), "by": request.user, "at": clock.now()}
        person = form.known_person or form.name
        verbs.propose(row, data["organisation"], person=person, post=data["post"], word=data["word"], **facts)
        messages.success(request, _("The person is proposed; who leads the group answers."))
        return redirect(row)
    lead = _("Who leads the group, or the secretary, takes the person in.")
    return one_form(request, form, _("Propose a person"), lead=lead, clause="A-5.6.6", **_crumbs(row))


def _proposal(request: HttpRequest, pk: int) -> GroupProposal:
    led = access.visible(request.user, LEADS, WorkingGroup.objects.all())
    rows = GroupProposal.objects.select_related("group", "person", "organisation", "proposed_by")
    return get_object_or_404(rows.filter(group__in=led), pk=pk)


@require_POST
def group_proposal_acceptance(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a proposed person in."""
    row = _proposal(request, pk)
    verbs.accept(row, on=clock.today(), by=request.user, at=clock.now())
    return redirect(row.group)


def group_proposal_refusal(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a proposal in the negative."""
    row = _proposal(request, pk)
    form = RefusalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verbs.refuse(row, answer=form.cleaned_data["answer"], by=request.user, at=clock.now())
        return redirect(row.group)
    return one_form(request, form, str(row.person), lead=_("The organisation gets a letter with your words."),
                    clause="A-5.6.6", button=_("Do not accept"), **_crumbs(row.group))  # fmt: skip


@require_POST
def group_tasks(request: HttpRequest, pk: int) -> HttpResponse:
    """Give somebody of the group something to do."""
    row, day = _load(request, pk), clock.today()
    form = TaskForm(request.POST, people=[one.person for one in seats_on(row, day)])
    if form.is_valid():
        verbs.give_task(row, **form.cleaned_data, on=day, by=request.user, at=clock.now())
        return redirect(f"{row.get_absolute_url()}#tasks")
    return _page(request, row, 422, task_form=form)


def group_task(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a task is done, or give it up."""
    led = access.visible(request.user, LEADS, WorkingGroup.objects.all())
    row = get_object_or_404(GroupTask.objects.select_related("group", "person").filter(group__in=led), pk=pk)
    form, facts = TaskDoneForm(request.POST or None, request.FILES or None), {"by": request.user, "at": clock.now()}
    if request.method == "POST" and "drop" in request.POST:
        verbs.drop_task(row, **facts)
        return redirect(row.group)
    if request.method == "POST" and form.is_valid():
        verbs.finish_task(row, word=form.cleaned_data["word"], checked=form.cleaned_data["file"], **facts)
        return redirect(row.group)
    context = {"row": row, "form": form}
    return render(request, "association/group_task.html", context, status=422 if form.errors else 200)


@require_POST
def group_notes(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what the group did, with its material."""
    row = _load(request, pk)
    form = NoteForm(request.POST, request.FILES)
    if form.is_valid():
        data = form.cleaned_data
        verbs.note(row, text=data["text"], on=data["on"], checked=data["file"], by=request.user, at=clock.now())
        return redirect(f"{row.get_absolute_url()}#notes")
    return _page(request, row, 422, note_form=form)


def group_file(request: HttpRequest, pk: int, file: int) -> FileResponse:
    """Hand out a material of a group to those who read inside of it."""
    row: WorkingGroup | None = get_object_or_404(WorkingGroup, pk=pk)
    if not reads_inside(request.user, row, clock.today()):
        row = None
    kept = {*row.notes.values_list("file", flat=True), *row.tasks.values_list("file", flat=True)} if row else set()
    return files.serve(get_object_or_404(StoredFile.objects.filter(pk__in=kept - {None}), pk=file))
