"""The authority that accompanies the association, and its officials."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from association.models.dated import DatedModel


class Authority(models.Model):
    """Орган управления образованием, башкы башкармалык: a department or ministry; its names are dated rows."""

    country = models.CharField(max_length=2, default="RU")

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.pk}"

    def name_on(self, day: date) -> AuthorityName:
        """Return the name in force on a day."""
        return self.names.on(day).get()

    def head_on(self, day: date) -> Official | None:
        """Return the official who heads the authority on a day."""
        return self.officials.on(day).filter(is_head=True).select_related("person").first()


class AuthorityName(DatedModel):
    """Наименование органа, органдын аталышы: how the authority is called from a day on."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(_("name"), max_length=300)
    genitive = models.CharField(_("name in the genitive"), max_length=300, blank=True)

    class Meta(DatedModel.Meta):
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["authority"],
                condition=models.Q(ends_on__isnull=True),
                name="association_one_open_authority_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Official(DatedModel):
    """Должностное лицо, кызмат адамы: a post in the authority held by a person from a day on."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="officials")
    person = models.ForeignKey("association.Person", on_delete=models.PROTECT, related_name="official_posts")
    post = models.CharField(_("post"), max_length=300)
    post_genitive = models.CharField(_("post in the genitive"), max_length=300, blank=True)
    post_dative = models.CharField(_("post in the dative"), max_length=300, blank=True)
    is_head = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.person}, {self.post}"
