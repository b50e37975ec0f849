"""Events of the Association: what is held, who organises it, which papers belong to it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from association import clock
from association.models.dated import DatedModel
from association.models.tags import Function, Task
from association.rules import events as rules
from association.search import fold

ORGANISER = "event_organiser"


class Event(models.Model):
    """Мероприятие, иш-чара: a conference, seminar, round table, exhibition or another event (A-2.3.3, A-6.2a).

    Both days are counted. `tasks` and `functions` are values of Task and Function (A-2.2, A-2.3); `moved_at` is when
    days or place last changed after the announcement.
    """

    class Kind(models.TextChoices):
        CONFERENCE = "conference", pgettext_lazy("event", "conference")
        SEMINAR = "seminar", pgettext_lazy("event", "seminar")
        ROUND_TABLE = "round_table", pgettext_lazy("event", "round table")
        EXHIBITION = "exhibition", pgettext_lazy("event", "exhibition")
        OTHER = "other", pgettext_lazy("event", "other event")

    class Level(models.TextChoices):
        MUNICIPAL = "municipal", pgettext_lazy("level of an event", "municipal")
        REGIONAL = "regional", pgettext_lazy("level of an event", "regional")
        INTERREGIONAL = "interregional", pgettext_lazy("level of an event", "interregional")
        FEDERAL = "federal", pgettext_lazy("level of an event", "federal")

    class State(models.TextChoices):
        DRAFT = rules.DRAFT, pgettext_lazy("event", "being prepared")
        ANNOUNCED = rules.ANNOUNCED, pgettext_lazy("event", "announced")
        HELD = rules.HELD, pgettext_lazy("event", "held, report awaited")
        CANCELLED = rules.CANCELLED, pgettext_lazy("event", "cancelled")
        REPORTED = rules.REPORTED, pgettext_lazy("event", "held, report signed")

    STEPS = rules.EVENT_STEPS

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    level = models.CharField(_("level"), max_length=14, choices=Level.choices)
    is_conference = models.BooleanField(_("the yearly interregional conference on the quality of education"))
    title = models.CharField(_("title"), max_length=300)
    title_ky = models.CharField(_("title in Kyrgyz"), max_length=300, blank=True)
    about = models.TextField(_("what it is about"), max_length=4000, blank=True)
    about_ky = models.TextField(_("what it is about, in Kyrgyz"), max_length=4000, blank=True)
    tasks = models.JSONField(_("tasks"), default=list, blank=True)
    functions = models.JSONField(_("lines of work"), default=list, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    starts_time = models.TimeField(_("begins at"), null=True, blank=True)
    venue = models.ForeignKey(
        "association.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="events_hosted"
    )
    place = models.CharField(_("place"), max_length=300, blank=True)
    plan_item = models.ForeignKey(
        "association.PlanItem", on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    audience = models.CharField(_("who is asked"), max_length=40, blank=True)
    is_open = models.BooleanField(_("anybody may register on the public page"), default=False)
    capacity = models.PositiveIntegerField(_("number of places"), default=0)
    closes_on = models.DateField(_("registration open until"))
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    edition = models.PositiveIntegerField(default=0)
    reason = models.CharField(_("reason of the cancellation"), max_length=300, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    announced_at = models.DateTimeField(null=True, blank=True)
    moved_at = models.DateTimeField(null=True, blank=True)
    search = models.TextField(editable=False)

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="association_event_days"),
            models.CheckConstraint(
                condition=~Q(state=rules.CANCELLED) | ~Q(reason=""), name="association_event_cancelled_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("event", args=[self.pk])

    @property
    def access_root(self) -> None:
        return None

    def refold(self) -> None:
        """Fill the column that the search rests on."""
        self.search = " ".join(fold(text) for text in (self.title, self.title_ky) if text)

    @property
    def is_public(self) -> bool:
        """Whether everybody may read of it."""
        return self.state != self.State.DRAFT

    @property
    def is_over(self) -> bool:
        """Whether it is known to have been held."""
        return self.state in (self.State.HELD, self.State.REPORTED)

    def called(self, language: str) -> str:
        """The title in the language of the reader; the Russian one where there is no other."""
        return self.title_ky if language[:2] == "ky" and self.title_ky else self.title

    def described(self, language: str) -> str:
        """What it is about, likewise."""
        return self.about_ky if language[:2] == "ky" and self.about_ky else self.about

    @property
    def hour(self) -> str:
        """The hour it begins at, as 10:30."""
        return self.starts_time.isoformat("minutes") if self.starts_time else ""

    @property
    def heading(self) -> str:
        """The title in the language of the moment, as letters are written in it."""
        return self.called(get_language() or "ru")

    @property
    def where(self) -> str:
        """The place in one line: the organisation that gives its premises, then the room or address."""
        return ", ".join(part for part in (self.venue.title if self.venue else "", self.place) if part)

    @property
    def marks(self) -> list[tuple[str, str]]:
        """Tasks and functions with the clauses that set them: [(name, clause)]."""
        found = [Task(one) for one in self.tasks if one in Task.values]
        return [(str(one.label), one.clause) for one in (*found, *(Function(one) for one in self.functions))]

    @classmethod
    def assigned_to(cls, user, right: str) -> Q:
        """The events that an account organises today."""
        return Q(pk__in=organised_by(user, right).values("event"))

    def is_assigned_to(self, user, right: str) -> bool:
        return organised_by(user, right).filter(event=self.pk).exists()


class EventOrganiser(DatedModel):
    """Организатор мероприятия, иш-чаранын уюштуруучусу: an account leads one event; the row is the right."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="organisers")
    user = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    named_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    released_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(DatedModel.Meta):
        ordering = ["pk"]
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["event", "user"], condition=Q(ends_on__isnull=True), name="association_organiser_named_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def access_root(self) -> None:
        return None


def organised_by(user, right: str) -> models.QuerySet[EventOrganiser]:
    """The rows that today let an account work on events: role and dates count."""
    if right != rules.ORGANISES:
        return EventOrganiser.objects.none()
    return EventOrganiser.objects.on(clock.today()).filter(
        user=user, user__is_active=True, user__role_grants__role=ORGANISER, user__role_grants__revoked_at=None
    )


class EventDocument(models.Model):
    """Документ мероприятия, иш-чаранын документи: programme, regulation, questionnaire or material (A-7.2.8)."""

    class Kind(models.TextChoices):
        PROGRAMME = rules.PROGRAMME, pgettext_lazy("document of an event", "programme")
        REGULATION = "regulation", pgettext_lazy("document of an event", "regulation")
        QUESTIONNAIRE = "questionnaire", pgettext_lazy("document of an event", "questionnaire")
        MATERIAL = "material", pgettext_lazy("document of an event", "material for participants")
        OTHER = "other", pgettext_lazy("document of an event", "other document")

    class Readers(models.TextChoices):
        ALL = "all", pgettext_lazy("readers of a document", "everybody")
        PARTICIPANTS = "participants", pgettext_lazy("readers of a document", "participants")
        OFFICE = "office", pgettext_lazy("readers of a document", "organisers only")

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(_("kind"), max_length=13, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=200, blank=True)
    readers = models.CharField(_("who may read it"), max_length=12, choices=Readers.choices, default=Readers.ALL)
    file = models.ForeignKey("association.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display()).capitalize()

    @property
    def access_root(self) -> None:
        return None
