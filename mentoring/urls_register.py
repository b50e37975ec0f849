"""Addresses of the register and the map of pairs."""

from __future__ import annotations

from association.policy import SIGNED_IN, route
from mentoring.views import pair_map, pairs

urlpatterns = [
    route("pairs/", pairs.pairs, name="pairs", allow=SIGNED_IN),
    route("pairs/excel/", pairs.pairs_xlsx, name="pairs_xlsx", allow=SIGNED_IN),
    route("pairs/paper/", pairs.pairs_paper, name="pairs_paper", allow="view_pairs"),
    route("pairs/map/", pair_map.pair_map, name="pair_map", allow="view_pairs"),
    route("pairs/lists/<int:pk>/release/", pairs.release, name="pair_release", allow="release_papers"),
    route("pairs/<int:pk>/ending/", pairs.ending, name="pair_ending", allow="form_pairs"),
    route("pairs/endings/<int:pk>/withdrawal/", pairs.ending_withdrawal, name="pair_ending_withdrawal",
          allow="form_pairs"),
    route("pairs/<int:pk>/restoration/", pairs.restoration, name="pair_restoration", allow="form_pairs"),
]  # fmt: skip
