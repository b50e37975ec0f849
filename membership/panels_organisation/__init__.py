"""The page of one organisation: facts, details, what may be done next, and membership's part of the history."""

from membership.panels_organisation import evidence, rights, steps  # noqa: F401  # they register their sources
from membership.panels_organisation.asides import asides_of, with_asides
from membership.panels_organisation.doors import next_steps, public_link
from membership.panels_organisation.dossier import Dossier, dossier_of, with_facts
from membership.panels_organisation.facts import details, key_facts

__all__ = [
    "Dossier", "asides_of", "details", "dossier_of", "key_facts", "next_steps", "public_link", "with_asides",
    "with_facts",
]  # fmt: skip
