"""The journal of acts: record() writes, seal() chains, erase() empties lawfully, verify() checks."""

from association.journal.audit import Finding, verify
from association.journal.entries import erase, head, record, seal

__all__ = ["Finding", "erase", "head", "record", "seal", "verify"]
