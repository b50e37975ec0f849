"""Under which clauses a verb is refused."""

import pytest

from association.statute import Refused


def refusal(call, *args, **options):
    """Clauses of a refusal."""
    with pytest.raises(Refused) as refused:
        call(*args, **options)
    return [verdict.clause for verdict in refused.value.verdicts]
