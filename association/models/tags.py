"""What the Association does, as the statute lists it: marks of planned things, events and help (A-2.2, A-2.3)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class Task(models.TextChoices):
    """Задача, милдет: one of the six tasks of clause 2.2; the value is the number of its clause."""

    HELP = "2.2.1", pgettext_lazy("task", "methodical help to those who introduce a QMS")
    CONSUMERS = "2.2.2", pgettext_lazy("task", "requirements of consumers")
    INNOVATORS = "2.2.3", pgettext_lazy("task", "support of innovators")
    COMPETENCE = "2.2.4", pgettext_lazy("task", "competence of staff and best practice")
    EVALUATION = "2.2.5", pgettext_lazy("task", "advice on internal evaluation")
    CRITERIA = "2.2.6", pgettext_lazy("task", "criteria of effectiveness")

    @property
    def clause(self) -> str:
        """The clause that sets the task."""
        return f"A-{self.value}"


class Function(models.TextChoices):
    """Функция, иш багыты: one of the five functions of clause 2.3; the value is the number of its clause."""

    CONSULTING = "2.3.1", pgettext_lazy("function", "consulting and methodical")
    INFORMATION = "2.3.2", pgettext_lazy("function", "information")
    SCIENTIFIC = "2.3.3", pgettext_lazy("function", "scientific and practical")
    ANALYTICAL = "2.3.4", pgettext_lazy("function", "analytical")
    INNOVATION = "2.3.5", pgettext_lazy("function", "innovation")

    @property
    def clause(self) -> str:
        """The clause that sets the function."""
        return f"A-{self.value}"
