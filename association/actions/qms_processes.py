"""Verbs on the processes of the quality management system: the usual ones, one more, one that is used no longer."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from association import access
from association.happenings import announce
from association.journal import record
from association.models import QmsProcess, User
from association.search import sort_key

# Code, name, name in Kyrgyz, whether it is a core process: what a school usually describes.
PRESET = (
    ("1.1", "Приём обучающихся и профориентация", "Окуучуларды кабыл алуу жана кесипке багыттоо", True),
    ("1.2", "Проектирование образовательных программ", "Билим берүү программаларын долбоорлоо", True),
    ("1.3", "Обучение и воспитание", "Окутуу жана тарбиялоо", True),
    ("1.4", "Оценка результатов обучения", "Окутуунун натыйжаларын баалоо", True),
    ("1.5", "Практика и трудоустройство выпускников", "Практика жана бүтүрүүчүлөрдү ишке орноштуруу", True),
    ("1.6", "Исследовательская и проектная работа", "Изилдөө жана долбоордук иш", True),
    ("2.1", "Работа с персоналом", "Кызматкерлер менен иштөө", False),
    ("2.2", "Инфраструктура и безопасность", "Инфраструктура жана коопсуздук", False),
    ("2.3", "Библиотека и информационные технологии", "Китепкана жана маалыматтык технологиялар", False),
    ("2.4", "Финансовое обеспечение", "Каржылык камсыздоо", False),
    ("2.5", "Поддержка обучающихся", "Окуучуларды колдоо", False),
    ("2.6", "Управление документами и записями", "Документтерди жана жазууларды башкаруу", False),
)


@transaction.atomic
def enter_preset(*, by: User, at: datetime) -> int:
    """Enter the usual processes of a school that the list does not hold yet; return how many are new (A-3.17a)."""
    access.require(by, "keep_processes", at=at)
    known = set(QmsProcess.objects.select_for_update().values_list("code", flat=True))
    new = [row for row in PRESET if row[0] not in known]
    for code, name, name_ky, is_core in new:
        add_process(code=code, name=name, name_ky=name_ky, is_core=is_core, by=by, at=at)
    return len(new)


@transaction.atomic
def add_process(*, code: str, name: str, is_core: bool, name_ky: str = "", by: User, at: datetime) -> QmsProcess:
    """Add a process to the list under a code of its own (A-3.17a)."""
    access.require(by, "keep_processes", at=at)
    if QmsProcess.objects.filter(code=code).exists():
        raise ValidationError({"code": _("There is a process with this code. Choose another one.")})
    row = QmsProcess.objects.create(
        code=code, name=name, name_ky=name_ky, is_core=is_core, sort_key=sort_key(code)[:60]
    )
    record("process.add", row, by=by, at=at, code=code, name=name, is_core=is_core)
    return row


@transaction.atomic
def close_process(process: QmsProcess, *, on: date, by: User, at: datetime) -> None:
    """Use a process no longer from a day on; an app above may refuse, as while an organisation answers for it."""
    access.require(by, "keep_processes", at=at)
    locked = QmsProcess.objects.select_for_update().get(pk=process.pk)
    if locked.closed_on is not None:
        raise ValidationError(_("This process is closed already."))
    announce("process.closed", process=locked, on=on, by=by, at=at)
    QmsProcess.objects.filter(pk=locked.pk).update(closed_on=on)
    record("process.close", locked, by=by, at=at, on=on)
