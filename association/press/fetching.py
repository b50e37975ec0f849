"""The locked fetcher: a paper may read pictures it carries and files the press owns, and nothing else."""

from __future__ import annotations

import base64
import binascii
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

PICTURE = "data:image/png;base64,"
PICTURE_LIMIT = 2**20
KINDS = {".png": "image/png"}


class LockedFetcher(URLFetcher):
    """Denies by default and remembers what was denied: drawing code swallows errors, the press asks afterwards."""

    def __init__(self, shelf: Path) -> None:
        super().__init__(allowed_protocols=("data", "file"), allow_redirects=False)
        self.shelf = shelf.resolve()
        self.denied: list[str] = []

    def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
        """Answer an inline PNG or a PNG below the shelf; raises ValueError for anything else."""
        found = self._picture(url) or self._owned(url)
        if found is None:
            self.denied.append(url[:200])
            raise ValueError(f"outside reference refused: {url[:80]}")
        return found

    def _picture(self, url: str) -> URLFetcherResponse | None:
        if not url.startswith(PICTURE) or len(url) > PICTURE_LIMIT:
            return None
        try:
            body = base64.b64decode(url[len(PICTURE) :], validate=True)
        except binascii.Error:
            return None
        if not body.startswith(b"\x89PNG\r\n\x1a\n"):
            return None
        return URLFetcherResponse(url, body, {"Content-Type": "image/png"})

    def _owned(self, url: str) -> URLFetcherResponse | None:
        parts = urlsplit(url)
        if parts.scheme != "file" or parts.netloc or parts.query:
            return None
        try:
            path = Path(unquote(parts.path)).resolve(strict=True)
        except (OSError, ValueError):
            return None
        if not path.is_relative_to(self.shelf) or not path.is_file() or path.suffix not in KINDS:
            return None
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": KINDS[path.suffix]})
