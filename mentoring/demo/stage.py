"""How the demonstration acts: every step is a verb taken by a synthetic person at a moment of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from association import files, journal
from association.actions import accounts, organisations
from association.doors import open_checked
from association.models import Association, District, Letter, Organisation, Person, User
from association.proofs import Password
from membership import rules
from membership.actions import applications
from membership.models import Application
from mentoring.demo.cast import EMPTY_PDF, FULL, School

PASSWORD = "Пример-для-показа-1"  # opens synthetic accounts only


@dataclass
class Stage:
    """The portal being filled: the moment that runs on, the secretary who acts, and the heads."""

    now: datetime
    secretary: User = None  # type: ignore[assignment]
    heads: dict[int, User] = field(default_factory=dict)
    schools: dict[int, Organisation] = field(default_factory=dict)

    def tick(self, minutes: int = 1) -> datetime:
        """Let some minutes pass and return the moment."""
        self.now += timedelta(minutes=minutes)
        return self.now

    @property
    def day(self) -> date:
        return self.now.date()

    def person(self, surname: str, given: str, patronymic: str, genitive: str = "", dative: str = "") -> Person:
        """Add a synthetic person."""
        return organisations.add_person(
            surname=surname, given=given, patronymic=patronymic, genitive=genitive, dative=dative,
            by=self.secretary, at=self.tick(),
        )  # fmt: skip

    def account(
        self, email: str, person: Person, role: str, organisation: Organisation | None = None, language: str = "ru"
    ) -> User:
        """Invite a person and let them accept by the link of the letter."""
        invitation = accounts.invite(
            email=email, person=person, role=role, organisation=organisation, language=language, by=self.secretary,
            at=self.tick(),
        )  # fmt: skip
        letter = Letter.objects.get(subject_type="association.invitation", subject_id=str(invitation.pk))
        token = re.search(r"/invitation/([\w-]+)/", letter.body)[1]
        assert accounts.digest_of(token) == invitation.token_digest
        return accounts.accept(invitation, password=PASSWORD, at=self.tick())

    def school(self, row: School) -> Organisation:
        """Add an organisation with its head and the head's account."""
        kind = "district" if "р-н" in row.place else "city"
        district = District.objects.filter(name=row.place).first() or organisations.add_district(
            name=row.place, kind=kind, on=self.day, by=self.secretary, at=self.tick()
        )
        town = row.place if kind == "district" else f"г. {row.place}"
        organisation = organisations.add_organisation(
            full=f"{FULL[row.prefix]} «{row.what} № {row.number}»", short=row.short, sector=row.sector,
            type=row.type, inn=row.inn,
            address=f"658{row.number}, Алтайский край, {town}, ул. Примерная, д. {row.number - 900}", district=district,
            phone="+7 000 000-00-00", email=f"school{row.number}@example.org", on=self.day, by=self.secretary,
            at=self.tick(),
        )  # fmt: skip
        person = self.person(*row.head, row.head_genitive, row.head_dative)
        post = "заведующий" if row.prefix == "МБДОУ" else "директор"
        organisations.appoint_head(
            organisation, person, on=self.day, by=self.secretary, at=self.tick(), post=post,
            post_genitive="заведующего" if row.prefix == "МБДОУ" else "директора",
            post_dative="Заведующему" if row.prefix == "МБДОУ" else "Директору",
        )  # fmt: skip
        self.schools[row.number] = organisation
        self.heads[row.number] = self.account(f"director{row.number}@example.org", person, "director", organisation)
        return organisation

    def upload(self, name: str, organisation: Organisation, by: User):
        """Let a head upload a one-page PDF."""
        checked = open_checked(SimpleUploadedFile(name, EMPTY_PDF, "application/pdf"))
        return files.keep(checked, organisation=organisation, by=by, at=self.tick())

    def begin_application(self, row: School, without: str = "") -> Application:
        """Fill an application, leaving out one kind of paper if asked."""
        head, organisation = self.heads[row.number], self.schools[row.number]
        application = applications.begin(organisation, by=head, at=self.tick())
        applications.choose_ground(application, ground=row.ground, note="", by=head, at=self.tick())
        application.refresh_from_db()
        for need in rules.needs_of(row.ground):
            if need.kind == without:
                continue
            fields = {
                "qms_certificate": {
                    "number": f"ДЕМО-{row.number}", "issuer": "Демонстрационный орган по сертификации",
                    "dated_on": self.day - timedelta(days=200), "until": self.day + timedelta(days=900),
                },
                "head_order": {"number": "41", "dated_on": self.day - timedelta(days=20)},
                "introduction_plan": {
                    "dated_on": self.day - timedelta(days=30), "until": self.day + timedelta(days=330),
                },
                "expert_conclusion": {"dated_on": self.day - timedelta(days=30), "result": rules.POSITIVE},
                "training_document": {
                    "person_name": "Образцова Анна Андреевна", "issuer": "Демонстрационный институт", "hours": 72,
                    "year": self.day.year,
                },
            }.get(need.kind, {"dated_on": self.day - timedelta(days=30)})  # fmt: skip
            file = self.upload(f"{need.kind}.pdf", organisation, head)
            applications.attach(application, kind=need.kind, file=file, by=head, at=self.tick(), **fields)
        applications.fill(
            application, by=head, at=self.tick(), acquainted_version=Association.current().statute_version
        )
        return application

    def submit(self, row: School, without: str = "") -> Application:
        """Fill, draw, sign and submit an application."""
        application = self.begin_application(row, without)
        head = self.heads[row.number]
        applications.draw_paper(application, on=self.day, by=head, at=self.tick())
        self.work()
        application.refresh_from_db()
        proof, sha256 = Password(PASSWORD), application.paper.sha256
        applications.sign(application, proof=proof, sha256=sha256, by=head, at=self.tick())
        applications.submit(application, on=self.day, by=head, at=self.tick())
        return application

    def register(self, application: Application) -> None:
        """Register an application and find its papers in order."""
        applications.enter_in_register(application, on=self.day, by=self.secretary, at=self.tick())
        for row in application.papers.all():
            applications.check_paper(row, by=self.secretary, at=self.tick())

    def work(self) -> None:
        """Let the queued papers be made, and the journal be sealed up to now."""
        call_command("work_off")
        while journal.seal(self.now, sweep=True):
            pass
