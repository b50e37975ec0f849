"""Papers declared as data, and the papers of the ground: one module for each noun, named at the end of this file."""

from association.papers.declared import (
    CHAIR_POSTS,
    KINDS,
    PaperKind,
    association_facts,
    declare,
    head_facts,
    iso,
    leader_addressee,
    leader_signer,
    official_signer,
    signer,
)

__all__ = [
    "CHAIR_POSTS", "KINDS", "PaperKind", "association_facts", "declare", "head_facts", "iso", "leader_addressee",
    "leader_signer", "official_signer", "signer",
]  # fmt: skip

# Declared after the words they are made of.
from association.papers import events, letters, plans, records, requests, retention  # noqa: F401
