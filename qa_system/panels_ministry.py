"""Navigation, duties and reach of the ministry's officials and of those who entrust them (K-O4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from association import access, desk
from association.models import Paper, StoredFile, User
from qa_system.models import CouncilDecision, Publication
from qa_system.queries.ministry import entrusted, officials_of_the_ministry, submitted_versions, threads_that_wait

RECENT = timedelta(days=14)

desk.entry(
    desk.Entry(
        "ministry", gettext_lazy("Organisations"), "qa_ministry", "school", "review_qa", 10,
        also=("qa_ministry_organisation", "qa_ministry_version"),
    )
)  # fmt: skip
desk.entry(
    desk.Entry("ministry", gettext_lazy("Officials of the ministry"), "qa_officials", "users", "invite_people", 20)
)


@access.register_reach(StoredFile)
def files_for_the_ministry(user: User, right: str) -> Q:
    """The files of what an official reads: of publications, submitted versions and council decisions."""
    found = Q(pk__in=[])
    if right == "review_qa":
        systems = entrusted(user).values("pk")
        versions = submitted_versions(user).order_by()
        found |= Q(pk__in=versions.values("file_ru")) | Q(pk__in=versions.values("file_ky"))
        public = Publication.objects.filter(system__in=systems).order_by()
        for name in ("file_ru", "file_ky", "site_proof"):
            found |= Q(pk__in=public.values(name))
        found |= Q(pk__in=CouncilDecision.objects.filter(system__in=systems).order_by().values("scan"))
    return found


@access.register_reach(Paper)
def papers_for_the_ministry(user: User, right: str) -> Q:
    """The printed sheets of the versions that an official reads, in either language."""
    if right != "review_qa":
        return Q(pk__in=[])
    versions = submitted_versions(user).order_by()
    return Q(pk__in=versions.values("paper_ru")) | Q(pk__in=versions.values("paper_ky"))


@desk.duties
def dialogue_and_news(user: User, at: datetime) -> Iterable[desk.Duty]:
    """What an official finds first: answers of organisations, then what was published in two weeks."""
    if not access.holds(user, "review_qa"):
        return
    systems = {row.pk: row for row in entrusted(user)}
    for key in threads_that_wait(systems.values(), for_organisation=False):
        yield desk.Duty(
            _("The organisation has answered"), str(systems[key]), reverse("qa_ministry_organisation", args=[key]),
            _("Read"), "K-O4",
        )  # fmt: skip
    recent = Publication.objects.filter(
        system__in=systems, withdrawn_on=None, published_on__gt=at.date() - RECENT, published_on__lte=at.date()
    )
    for row in recent.select_related("system__organisation")[:10]:
        title = _("New publication: %(kind)s") % {"kind": row.get_kind_display()}
        address = reverse("qa_ministry_organisation", args=[row.system_id])
        yield desk.Duty(title, str(row.system), address, _("Read"), "K-18b")


@desk.duties
def officials_without_organisations(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Officials who have an account and nothing to read yet."""
    if not access.holds(user, "invite_people"):
        return
    idle = officials_of_the_ministry().exclude(jurisdictions__ends_on=None, jurisdictions__isnull=False)
    if count := idle.count():
        text = ngettext("%(n)s official sees no organisation yet.", "%(n)s officials see no organisation yet.", count)
        yield desk.Duty(
            _("Entrust an official of the ministry"), text % {"n": count}, reverse("qa_officials"), _("Entrust"), "K-O4"
        )
