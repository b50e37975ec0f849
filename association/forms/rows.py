"""A choice of several rows."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

LONGEST = 18  # digits that a key of either database can have


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows of a table; a key that no table can hold is a wrong choice, not an error of the database."""

    def _check_values(self, value):
        too_long = next((one for one in value if len(str(one)) > LONGEST), None)
        if too_long is not None:
            raise ValidationError(
                self.error_messages["invalid_pk_value"], code="invalid_pk_value", params={"pk": str(too_long)[:LONGEST]}
            )
        return super()._check_values(value)
