"""List, search and organisation page among many organisations, against a bare Django site over the same rows."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from tests.bench import stage
from tests.bench.race import FULL, Size, most, ratio, spent

WORDS = "лицей 77"
LIST, WORK, SEARCH, PAGE = "/members/", "/register/", "/search/", "/organisations/{}/"


def measure(size: Size = FULL) -> list[dict]:
    """Rows on the register, the search, the page of one organisation and the bytes of a list page."""
    stage.open_portal()
    from tests.bench import rows
    from tests.factories import association as ground
    from tests.factories import membership

    ground.association()
    secretary = ground.secretary()
    member = membership.member(secretary)
    rows.members(size.organisations - 1, secretary)
    portal, bare = stage.portal(), stage.bare()
    ours, theirs = stage.Visitor(portal, secretary), stage.Visitor(bare, secretary)
    guest, plain_guest = stage.Visitor(portal), stage.Visitor(bare)

    # What a signed-in office is held against: fifty rows of its register, as a bare Django view shows them.
    def fifty():
        return theirs.get(WORK)

    def page():
        return ours.get(PAGE.format(member.pk))

    found = [
        *_pair("list of 50 rows", lambda: guest.get(LIST), lambda: plain_guest.get(LIST), size, 1.5, 6),
        *_pair("search", lambda: ours.get(SEARCH, q=WORDS), lambda: theirs.get(SEARCH, q=WORDS), size, 2.0),
        *_pair("page of an organisation", page, lambda: theirs.get(PAGE.format(member.pk)), size, 3.0, 15),
        *_pair("register for work", lambda: ours.get(WORK), fifty, size, 1.5),
        *_pair("search, held against 50 rows,", lambda: ours.get(SEARCH, q=WORDS), fifty, size, 1.5),
        *_pair("page of an organisation, held against 50 rows,", page, fifty, size, 1.5),
    ]  # fmt: skip
    return [*found, *_bytes("public list", guest.get(LIST)), *_bytes("list for work", ours.get(WORK))]


def _pair(name, ours, theirs, size: Size, target: float, most_queries: int | None = None) -> list[dict]:
    figure = ratio(*spent(ours, theirs, rounds=size.rounds))
    found = [most(f"{name} among {size.organisations}, processor time against a bare view", figure, target)]
    if most_queries is not None:
        found.append(most(f"{name}, queries", stage.queries(ours), most_queries, "queries"))
    return found


def _bytes(name: str, page: bytes) -> list[dict]:
    """What a first visit of the list brings: the page, its stylesheets and scripts, compressed; other hosts none."""
    from django.conf import settings

    text = page.decode()
    linked = re.findall(r'<link[^>]+rel="stylesheet"[^>]*>|<script[^>]+src=[^>]*>', text)
    addresses = [re.search(r'(?:href|src)="([^"]+)"', tag)[1] for tag in linked]
    own = [address for address in addresses if address.startswith(settings.STATIC_URL)]
    files = [Path(settings.STATIC_ROOT) / address.removeprefix(settings.STATIC_URL) for address in own]
    total = sum(len(gzip.compress(data)) for data in [page, *(path.read_bytes() for path in files)])
    outside = [address for address in re.findall(r'(?:src|srcset)="([^"]+)"', text) if "//" in address]
    return [
        most(f"{name} with its styles and scripts, compressed", total / 1024, 40, "KB"),
        most(f"{name}, addresses of other hosts", len(outside) + len(addresses) - len(own), 0, "addresses"),
    ]
