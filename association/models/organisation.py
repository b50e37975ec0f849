"""Organisations, their dated names and addresses."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from association.identifiers import VALIDATORS, belongs_elsewhere
from association.models.dated import DatedModel
from association.search import fold, sort_key


class Organisation(models.Model):
    """Образовательная организация, билим берүү уюму: a school, college or university known to the portal."""

    class Type(models.TextChoices):
        KINDERGARTEN = "kindergarten", pgettext_lazy("type of organisation", "kindergarten")
        SCHOOL = "school", pgettext_lazy("type of organisation", "school")
        GYMNASIUM = "gymnasium", pgettext_lazy("type of organisation", "gymnasium")
        LYCEUM = "lyceum", pgettext_lazy("type of organisation", "lyceum")
        EXTRA = "extra", pgettext_lazy("type of organisation", "centre of extra education")
        COLLEGE = "college", pgettext_lazy("type of organisation", "college")
        TECHNICAL = "technical", pgettext_lazy("type of organisation", "technical school")
        VOCATIONAL = "vocational", pgettext_lazy("type of organisation", "vocational lyceum")
        INSTITUTE = "institute", pgettext_lazy("type of organisation", "institute")
        UNIVERSITY = "university", pgettext_lazy("type of organisation", "university")
        ACADEMY = "academy", pgettext_lazy("type of organisation", "academy")
        OTHER = "other", pgettext_lazy("type of organisation", "other, not educational")

    class Sector(models.TextChoices):
        PRESCHOOL = "preschool", _("preschool education")
        GENERAL = "general", _("general education")
        EXTRA = "extra", _("extra education")
        VOCATIONAL = "vocational", _("vocational education")
        SPECIAL = "special", _("special education")

    country = models.CharField(max_length=2, default="RU", choices=[("RU", _("Russia")), ("KG", _("Kyrgyzstan"))])
    type = models.CharField(_("type"), max_length=12, choices=Type.choices, blank=True)
    sector = models.CharField(_("sector"), max_length=12, choices=Sector.choices)
    district = models.ForeignKey("association.District", on_delete=models.PROTECT, null=True, blank=True)
    title = models.CharField(_("short name today"), max_length=300)
    inn = models.CharField(_("taxpayer number"), max_length=14, blank=True)
    ogrn = models.CharField(_("state register number"), max_length=15, blank=True)
    okpo = models.CharField(_("statistical code"), max_length=8, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(_("website"), max_length=200, blank=True)
    name_search = models.TextField(editable=False)
    sort_key = models.CharField(max_length=900, editable=False, db_index=True)
    followed_on = models.DateField(null=True, editable=False)

    # Taken from the dated rows; a change recorded ahead reaches them on its day.
    FOLLOWING = ("title", "name_search", "sort_key", "followed_on")
    access_path = "pk"

    class Meta:
        ordering = ["sort_key", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["country", "inn"],
                condition=~models.Q(inn=""),
                name="association_organisation_one_inn",
                violation_error_message=_("An organisation with this taxpayer number is known already."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("organisation", args=[self.pk])

    @property
    def access_root(self) -> Organisation:
        return self

    def clean(self) -> None:
        """Hold the numbers to the registers of the country: right length, right check digit."""
        errors = {}
        for name, number in {"inn": self.inn, "ogrn": self.ogrn, "okpo": self.okpo}.items():
            check = VALIDATORS[self.country].get(name, belongs_elsewhere) if number else None
            try:
                if check:
                    check(number)
            except ValidationError as error:
                errors[name] = error
        if errors:
            raise ValidationError(errors)

    def follow(self, day: date) -> None:
        """Take title, search and order from the name and address in force on a day."""
        name = self.names.on(day).first()
        if name:
            self.title = name.short
        self.followed_on = day
        self.refold(*([name.full, self.address_on(day), name.full_ky] if name else []))

    def refold(self, *others: str) -> None:
        """Fill the two columns that search and order rest on."""
        self.name_search = " ".join(fold(text) for text in (self.title, *others, self.inn) if text)
        self.sort_key = sort_key(self.title)[:900]

    def name_on(self, day: date) -> OrganisationName:
        """Return the name in force on a day."""
        return self.names.on(day).get()

    def called(self, language: str, day: date) -> str:
        """Return the short name on a day as a reader of the language is told it; Russian where there is no other."""
        row = self.names.on(day).first() if language == "ky" else None
        return row.short_ky if row and row.short_ky else self.title

    def address_on(self, day: date) -> str:
        """Return the legal address in force on a day, or an empty text."""
        row = self.addresses.on(day).first()
        return row.text if row else ""

    def head_on(self, day: date):
        """Return the headship in force on a day, or None."""
        return self.headships.on(day).select_related("person").first()


class OrganisationName(DatedModel):
    """Наименование, аталышы: how the organisation is called from a day on."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="names")
    full = models.CharField(_("full name"), max_length=300)
    short = models.CharField(_("short name"), max_length=300)
    genitive = models.CharField(_("name in the genitive, for papers"), max_length=300, blank=True)
    full_ky = models.CharField(_("full name in Kyrgyz"), max_length=300, blank=True)
    short_ky = models.CharField(_("short name in Kyrgyz"), max_length=300, blank=True)

    class Meta(DatedModel.Meta):
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(ends_on__isnull=True), name="association_one_open_name"
            ),
        ]

    def __str__(self) -> str:
        return self.short


class Address(DatedModel):
    """Юридический адрес, юридикалык дарек: the legal address from a day on."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="addresses")
    text = models.CharField(_("address"), max_length=300)

    class Meta(DatedModel.Meta):
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(ends_on__isnull=True), name="association_one_open_address"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class OrganisationUserObjectPermission(UserObjectPermissionBase):
    """A right of one person on one organisation, in a direct table."""

    content_object = models.ForeignKey(Organisation, on_delete=models.CASCADE)


class OrganisationGroupObjectPermission(GroupObjectPermissionBase):
    """A right of one group on one organisation, in a direct table."""

    content_object = models.ForeignKey(Organisation, on_delete=models.CASCADE)
