"""People and the posts they hold at the head of organisations."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from association.models.dated import DatedModel
from association.search import fold, sort_key


class Person(models.Model):
    """Лицо, адам: a person named in records; forms of the name for papers are typed, never guessed."""

    surname = models.CharField(_("surname"), max_length=80)
    given = models.CharField(_("given name"), max_length=80)
    patronymic = models.CharField(_("patronymic"), max_length=80, blank=True)
    genitive = models.CharField(_("full name in the genitive"), max_length=250, blank=True)
    dative = models.CharField(_("surname with initials in the dative"), max_length=250, blank=True)
    name_search = models.TextField(editable=False)
    sort_key = models.CharField(max_length=900, editable=False, db_index=True)

    class Meta:
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.surname_first

    def save(self, *args, **kwargs) -> None:
        self.name_search = fold(self.full_name)
        self.sort_key = sort_key(self.full_name)[:900]
        super().save(*args, **kwargs)

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.surname, self.given, self.patronymic) if part)

    @property
    def initials(self) -> str:
        return "\u00a0".join(f"{part[0]}." for part in (self.given, self.patronymic) if part)

    @property
    def surname_first(self) -> str:
        """Surname, then initials: «Образцова А. А.», the form of lists."""
        return f"{self.surname}\u00a0{self.initials}".strip()

    @property
    def initials_first(self) -> str:
        """Initials, then surname: «А. А. Образцова», the form of signatures."""
        return f"{self.initials}\u00a0{self.surname}".strip()


class Headship(DatedModel):
    """Руководитель, жетекчи: who heads an organisation from a day on, with the forms of the post for papers."""

    organisation = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, related_name="headships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="headships")
    post = models.CharField(_("post"), max_length=200)
    post_genitive = models.CharField(_("post in the genitive"), max_length=200, blank=True)
    post_dative = models.CharField(_("post in the dative"), max_length=200, blank=True)

    class Meta(DatedModel.Meta):
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(ends_on__isnull=True), name="association_one_open_headship"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.post}"
