"""Addresses that everybody may open, and those of publication and the budget."""

from __future__ import annotations

from association.policy import PUBLIC, route
from qa_system.views import budgets, public, publications

urlpatterns = [
    route("public/", public.organisations, name="qa_public_list", allow=PUBLIC),
    route("public/<int:pk>/", public.organisation, name="qa_public", allow=PUBLIC),
    route("public/<int:pk>/embedded/", public.embedded, name="qa_embedded", allow=PUBLIC),
    route("public/<int:pk>.json", public.organisation_json, name="qa_public_json", allow=PUBLIC),
    route("public/files/<int:pk>/<str:language>/", public.public_file, name="qa_public_file", allow=PUBLIC),
    route("<int:pk>/publications/", publications.publications, name="qa_publications", allow="view_qa"),
    route("<int:pk>/publications/new/", publications.publication_new, name="qa_publication_new", allow="publish_qa"),
    route(
        "versions/<int:pk>/publication/",
        publications.policy_publication,
        name="qa_policy_publication",
        allow="publish_qa",
    ),
    route("publications/<int:pk>/site/", publications.publication_site, name="qa_publication_site", allow="publish_qa"),
    route("publications/<int:pk>/end/", publications.publication_end, name="qa_publication_end", allow="publish_qa"),
    route("<int:pk>/budget/", budgets.budget, name="qa_budget", allow="view_qa"),
    route("budget-lines/<int:pk>/", budgets.budget_line, name="qa_budget_line", allow="keep_qa"),
    route("budget-lines/<int:pk>/end/", budgets.budget_line_end, name="qa_budget_line_end", allow="keep_qa"),
]
