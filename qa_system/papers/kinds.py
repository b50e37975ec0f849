"""What every paper of this side is declared with."""

from __future__ import annotations

from typing import Any

from association.papers import PaperKind, declare


def of_both(code: str, name: Any, template: str) -> PaperKind:
    """Declare a paper of which each language has its own sheet, equal in layout."""
    return declare(PaperKind(code, name, f"qa_system/{template}", ("ky", "ru")))


def bilingual(code: str, name: Any, template: str) -> PaperKind:
    """Declare one sheet with both languages, the Kyrgyz on the left or first."""
    return declare(PaperKind(code, name, f"qa_system/{template}", ("ky",)))
