"""Marks of an issued copy: the code by which anyone may check it, and the head of the journal at that moment."""

from __future__ import annotations

from functools import lru_cache

import segno

from association.press.limits import Unprintable


@lru_cache(maxsize=64)
def qr(address: str) -> str:
    """A QR code of an address as an inline PNG, one pixel a module, without its quiet zone."""
    if not address.startswith(("https://", "http://")) or len(address) > 200:
        raise Unprintable("the address to check at is no plain web address", where="marks.verification.url")
    return segno.make(address, error="m", micro=False).png_data_uri(scale=1, border=0, dark="#15242b", light="#fff")


def verification_block(marks: dict) -> dict:
    """What templates print of the marks: picture, address and code, journal number and short digest."""
    block: dict = {}
    if check := marks.get("verification"):
        url = check["url"]
        block["qr"] = qr(url)
        block["code"] = check["code"]
        block["address"] = url.split("://", 1)[1]
    if journal := marks.get("journal"):
        block["journal"] = {"number": journal["number"], "digest": str(journal["digest"])[:16]}
    return block
