"""The inbox of proposals for the plan and for agendas, and what somebody proposed (A-5.4.5)."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.actions import proposals as verbs
from association.calendar import ONE_DAY
from association.fmt import month_text
from association.forms.proposals import AnswerForm, ProposalForm
from association.models import AnnualPlan, Proposal
from association.queries_plans import is_own_proposal, local_day, proposals_seen_by, year_of
from association.rules import plans as rules
from association.statute import Refused

PAGE = 25
LOOKS = {rules.NEW: "need", rules.ACCEPTED: "ok", rules.DECLINED: "none", rules.WITHDRAWN: "none"}


def _load(request: HttpRequest, pk: int) -> Proposal:
    return get_object_or_404(proposals_seen_by(request.user), pk=pk)


def proposals(request: HttpRequest) -> HttpResponse:
    """All proposals for those who read the inbox, own ones for those who propose."""
    reads, proposes = access.can(request.user, "read_proposals"), access.holds(request.user, "propose_plan")
    if not (reads or proposes):
        raise PermissionDenied("read_proposals")
    rows = proposals_seen_by(request.user)
    state = request.GET.get("state", "new" if reads else "")
    shown = rows.filter(state=state) if state in LOOKS else rows
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    tabs = [
        {"label": word, "url": f"?state={key}", "current": state == key, "count": rows.filter(state=key).count(),
         "needs": key == rules.NEW and reads}
        for key, word in ((rules.NEW, _("Waiting")), (rules.ACCEPTED, _("Accepted")), (rules.DECLINED, _("Declined")))
    ]  # fmt: skip
    context = {
        "page": page, "rows": [{"row": row, "look": LOOKS[row.state]} for row in page], "tabs": tabs,
        "proposes": proposes, "reads": reads,
    }  # fmt: skip
    return render(request, "association/proposals.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Propose something for the plan or for an agenda."""
    has_seat = access.can(request.user, "propose_plan")
    own = access.organisations(request.user, "propose_plan").order_by("sort_key", "pk")
    this = year_of(local_day(clock.now()))
    facts = {"organisations": own, "has_seat": has_seat, "years": [this, year_of(this.last + ONE_DAY)]}
    form = ProposalForm(request.POST or None, **facts)
    if request.method == "POST" and form.is_valid():
        row = verbs.propose(by=request.user, at=clock.now(), **form.facts)
        messages.success(request, _("The proposal has come in. You will read the answer here and by e-mail."))
        return redirect(row)
    return render(request, "association/proposal_new.html", {"form": form}, status=422 if form.errors else 200)


def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal with its answer."""
    return _page(request, _load(request, pk), AnswerForm())


def _page(request: HttpRequest, row: Proposal, form: AnswerForm, status: int = 200) -> HttpResponse:
    answers = row.state == rules.NEW and access.can(request.user, "read_proposals")
    keeps = access.can(request.user, "keep_plan")
    drafts = AnnualPlan.objects.filter(state=rules.DRAFT) if answers and keeps and row.kind == "plan" else ()
    own = row.state == rules.NEW and is_own_proposal(row, request.user)
    language = (get_language() or "ru")[:2]
    context = {
        "row": row, "look": LOOKS[row.state], "form": form, "answers": answers, "own": own, "drafts": drafts,
        "month": month_text(row.month.year, row.month.month, language) if row.month else "",
        "items": row.items.select_related("plan") if row.kind == "plan" else (), "keeps": keeps,
    }  # fmt: skip
    return render(request, "association/proposal.html", context, status=status)


@require_POST
def acceptance(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a proposal wait for the next agenda."""
    row, form = _load(request, pk), AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form, 422)
    verbs.take_to_agenda(row, answer=form.cleaned_data["answer"], by=request.user, at=clock.now())
    messages.success(request, _("The proposal waits among the open matters of the next meeting."))
    return redirect(row)


@require_POST
def refusal(request: HttpRequest, pk: int) -> HttpResponse:
    """Decline a proposal with the reason."""
    row, form = _load(request, pk), AnswerForm(request.POST)
    if form.is_valid():
        try:
            verbs.decline(row, answer=form.cleaned_data["answer"], by=request.user, at=clock.now())
            messages.success(request, _("The proposal is declined; the proposer reads why."))
            return redirect(row)
        except Refused as refused:
            form.add_error("answer", str(refused))
    return _page(request, row, form, 422)


@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an own proposal back."""
    verbs.withdraw(_load(request, pk), by=request.user, at=clock.now())
    messages.success(request, _("The proposal is taken back."))
    return redirect("proposals")
