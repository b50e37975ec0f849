"""The cast of the tests of membership's verbs: a Presidium of three, its secretary, the head of `school`.

The factories are imported inside: pytest may read this file before the settings are known.
"""

import pytest


@pytest.fixture
def people():
    from tests.factories import presidium

    return presidium.cast(3)


@pytest.fixture
def secretary(people):
    return people.secretary


@pytest.fixture
def director(school):
    from tests.factories import association as ground

    return ground.director(school)
