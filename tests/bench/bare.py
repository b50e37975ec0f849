"""The bare Django site of the comparison: the same rows, plain views, plain templates, nothing else."""

from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, F, Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.backends.django import DjangoTemplates
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from association.models import AuditEntry, Headship, Organisation
from membership.models import Application, Certificate, Membership
from presidium.models import AgendaItem, Ballot, Meeting, Participant, Vote, VoterRoll

PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
PLAIN = DjangoTemplates(
    {
        "NAME": "plain",
        "DIRS": [Path(__file__).with_name("plain")],
        "APP_DIRS": False,
        "OPTIONS": {"context_processors": PROCESSORS},
    }
)


def show(request, template, **context):
    return HttpResponse(PLAIN.get_template(template).render(context, request))


def members(request):
    """Fifty members of the register."""
    certificates = Prefetch("certificates", Certificate.objects.filter(annulled_on=None).order_by("number"))
    today = timezone.localdate()
    rows = (
        Membership.objects.filter(Q(ends_on=None) | Q(ends_on__gt=today), starts_on__lte=today)
        .select_related("organisation__district")
        .prefetch_related(certificates)
        .order_by("organisation__sort_key", "pk")
    )
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return show(request, "members.html", page=page)


@login_required
def register(request):
    """Fifty members as the office sees them: each with its head, the paper it stands on and its certificate."""
    today = timezone.localdate()
    now = Q(ends_on=None) | Q(ends_on__gt=today)
    rows = (
        Membership.objects.filter(now, starts_on__lte=today)
        .select_related("organisation__district", "basis")
        .prefetch_related(
            Prefetch("certificates", Certificate.objects.filter(annulled_on=None).order_by("number")),
            Prefetch("organisation__headships", Headship.objects.filter(now).select_related("person")),
        )
        .order_by("organisation__sort_key", "pk")
    )
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return show(request, "register.html", page=page)


@login_required
def search(request):
    """Organisations, heads and applications by a part of the name."""
    words = request.GET.get("q", "").casefold()
    organisations, people, applications = Q(), Q(), Q()
    for word in words.split():
        organisations &= Q(name_search__contains=word)
        people &= Q(person__name_search__contains=word)
        applications &= Q(organisation__name_search__contains=word)
    return show(
        request,
        "search.html",
        q=words,
        organisations=Organisation.objects.filter(organisations).select_related("district")[:20],
        people=Headship.objects.filter(people).select_related("person", "organisation")[:20],
        applications=Application.objects.filter(applications).select_related("organisation", "entry")[:20],
    )


@login_required
def organisation(request, pk):
    """One organisation with everything that hangs on it, and who did each step, as our page shows it."""
    rows = Organisation.objects.select_related("district").prefetch_related(
        "names",
        "addresses",
        Prefetch("headships", Headship.objects.select_related("person")),
        Prefetch("memberships", Membership.objects.select_related("basis")),
        Prefetch("certificates", Certificate.objects.select_related("issued_by__person")),
        Prefetch("applications", Application.objects.select_related("entry").annotate(files=Count("papers"))),
    )
    organisation = get_object_or_404(rows, pk=pk)
    wanted = Q(subject_type="association.organisation", subject_id=str(pk))
    for name in ("memberships", "certificates", "applications"):
        keys = [str(row.pk) for row in getattr(organisation, name).all()]
        wanted |= Q(subject_type=f"membership.{name[:-1]}", subject_id__in=keys)
    acts = AuditEntry.objects.filter(wanted).select_related("by__person").order_by("pk")
    return show(request, "organisation.html", organisation=organisation, acts=acts)


@login_required
@require_POST
@transaction.atomic
def ballots(request, pk):
    """Take one's own ballot."""
    item = get_object_or_404(AgendaItem.objects.select_related("meeting"), pk=pk)
    vote = get_object_or_404(Vote.objects.select_for_update(), item=item, closed_at=None)
    participant = get_object_or_404(Participant, meeting=item.meeting_id, person=request.user.person_id)
    line = get_object_or_404(VoterRoll, vote=vote, participant=participant)
    if request.POST["choice"] not in Ballot.Choice.values:
        return HttpResponse(status=400)
    ballot = Ballot.objects.create(
        vote=vote, participant=participant, choice=request.POST["choice"], cast_at=timezone.now(),
        entered_by=request.user, own_hand=True,
    )  # fmt: skip
    VoterRoll.objects.filter(pk=line.pk).update(counted=ballot)
    type(item.meeting).objects.filter(pk=item.meeting_id).update(version=F("version") + 1)
    return redirect("ballots", pk)


@login_required
def live(request, pk):
    """Nothing while a meeting has the version that the page shows; otherwise the page would be sent."""
    known = get_object_or_404(Meeting.objects.only("version"), pk=pk).version == int(request.GET["v"])
    return HttpResponse(status=204 if known else 200)


urlpatterns = [
    path("meetings/<int:pk>/ballot/", live, name="live"),
    path("members/", members, name="members"),
    path("register/", register, name="register"),
    path("search/", search, name="search"),
    path("organisations/<int:pk>/", organisation, name="organisation"),
    path("items/<int:pk>/ballots/", ballots, name="ballots"),
]
