"""Materials of a meeting: brought in, handed out, opened; the pack of all of them."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock, files
from presidium.actions import materials as verbs
from presidium.forms_preparation import MaterialForm
from presidium.models import Handing, Material, Meeting, Participant
from presidium.queries import meetings_seen_by
from presidium.queries_preparation import materials_seen_by
from presidium.views.preparation import own_item, page


def item_materials(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a material of a question."""
    row = own_item(request, pk)
    if request.method != "POST":
        return redirect("item_preparation", row.pk)
    form = MaterialForm(request.POST, request.FILES, auto_id="material_%s")
    if not form.is_valid():
        return page(request, row, material_form=form, status=422)
    facts = {"title": form.cleaned_data["title"], "checked": form.cleaned_data["file"]}
    verbs.add_material(row, by=request.user, at=clock.now(), **facts)
    messages.success(request, _("The material is kept."))
    return redirect("item_preparation", row.pk)


@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a material back."""
    row = get_object_or_404(materials_seen_by(request.user), pk=pk)
    own_item(request, row.item_id)
    verbs.withdraw_material(row, by=request.user, at=clock.now())
    return redirect("item_preparation", row.item_id)


@require_POST
def opening(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the person opens a material, then lead to its bytes: reading a page alone changes nothing."""
    row = get_object_or_404(materials_seen_by(request.user), pk=pk)
    verbs.open_materials(row.item.meeting, [row], by=request.user, at=clock.now())
    return redirect("material_file", row.pk)


def material_file(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """Hand out the bytes of a material; who was given it opens it by the button that keeps the time."""
    row = get_object_or_404(materials_seen_by(request.user), pk=pk)
    if Handing.objects.filter(material=row, participant__person=request.user.person_id, opened_at=None).exists():
        return redirect(row.item.meeting)
    return files.serve(row.file)


def _packed(request: HttpRequest, pk: int) -> tuple[Meeting, list[Material]]:
    meeting = get_object_or_404(meetings_seen_by(request.user).select_related("pack__file"), pk=pk)
    seen = list(materials_seen_by(request.user).filter(item__meeting=meeting))
    if meeting.pack is None or meeting.pack.file is None or not seen:
        raise Http404
    return meeting, seen


@require_POST
def pack_opening(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the person opens all materials at once, then lead to the pack."""
    meeting, seen = _packed(request, pk)
    bound = [row for row in seen if row.file.kind == "pdf"]
    verbs.open_materials(meeting, bound, by=request.user, at=clock.now())
    return redirect("pack_file", meeting.pk)


def pack_file(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """Hand out the pack; as with a single material, the button comes first."""
    meeting, seen = _packed(request, pk)
    mine = Handing.objects.filter(participant__person=request.user.person_id, opened_at=None)
    if mine.filter(material__in=[row for row in seen if row.file.kind == "pdf"]).exists():
        return redirect(meeting)
    return files.serve(meeting.pack.file)


@require_POST
def paper_handing(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a person was given the materials on paper."""
    rows = access.visible(request.user, "prepare_meeting", Participant.objects.select_related("meeting"))
    row = get_object_or_404(rows, pk=pk)
    verbs.hand_on_paper(row, by=request.user, at=clock.now())
    return redirect(row.meeting)
