"""The demonstration's expert group: two experts judge the package of a candidate that asks to become a member."""

from __future__ import annotations

from datetime import timedelta

from membership import rules
from membership.actions import experts
from mentoring.demo.cast import CANDIDATES
from mentoring.demo.stage import Stage

EXPERTS = (("Знатокова", "Лидия", "Львовна"), ("Критериев", "Семён", "Савельевич"))


def judge(stage: Stage) -> None:
    """The candidate hands in its package, the experts are assigned, and one of them begins the conclusion."""
    row = CANDIDATES[0]._replace(ground=rules.CONCLUSION)
    application = stage.submit(row, without="expert_conclusion")
    stage.register(application)
    accounts = [
        stage.account(f"expert{number}@example.org", stage.person(*name), "expert")
        for number, name in enumerate(EXPERTS, 1)
    ]
    for account in accounts:
        experts.assign(
            application, expert=account, due_on=stage.day + timedelta(days=14), on=stage.day, by=stage.secretary,
            at=stage.tick(),
        )  # fmt: skip
    text = experts.begin(application, on=stage.day, by=accounts[0], at=stage.tick())
    marks = {
        "order": {"mark": rules.MET, "remark": ""},
        "plan": {"mark": rules.PARTLY, "remark": "По двум мероприятиям не указаны сроки."},
    }
    experts.write(text, version=0, marks=marks, remarks="", result="", reason="", by=accounts[0], at=stage.tick())
