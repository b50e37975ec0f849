"""How an organisation stands to each clause on a day: computed, declared, or arranged in an own way (K-O2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from association.statute import Phrase, Verdict
from qa_system import rules
from qa_system.models import Declaration, QaSystem
from qa_system.models.council import Publication
from qa_system.queries.annual import latest, standing_of
from qa_system.queries.facts import Facts, academic_year

if TYPE_CHECKING:
    from qa_system.queries.ministry import Grounds

RATED = ("K-7.6", "K-7.7")


@dataclass(frozen=True)
class Line:
    """One clause: how it stands, why, and what the organisation itself says of it."""

    clause: str
    standing: str
    sentence: Phrase
    declaration: Declaration | None
    may_lift: bool


def _line(clause: str, computed: bool | None, sentence: Phrase, declared: dict[str, Declaration]) -> Line:
    row = declared.get(clause)
    standing = rules.standing(
        computed=computed,
        declared=row is not None and row.kind == Declaration.Kind.DECLARED,
        own_arrangement=row is not None and row.kind == Declaration.Kind.OWN,
    )
    return Line(clause, standing, sentence, row, rules.may_lift(check=clause))


def declarations(system: QaSystem, facts: Facts) -> dict[str, Declaration]:
    """What the organisation declares on the day, by clause."""
    return {row.clause: row for row in system.declarations.on(facts.day)}


def readiness(system: QaSystem, facts: Facts | Grounds, declared: dict[str, Declaration]) -> list[Line]:
    """The eleven results of K-7 in their order."""
    lines = []
    for clause, verdict in _results(system, facts).items():
        lines.append(_line(clause, verdict.passed, verdict.sentence, declared))
    for clause in RATED:
        row = declared.get(clause)
        rated = rules.is_rating_founded.judge(
            rating=row.rating if row else None, has_evidence=bool(row and row.evidence_id)
        )
        lines.append(_line(clause, rated.passed, rated.sentence, declared))
    lines.append(_mended(facts.findings, declared))
    for clause, found in facts.monitoring.verdicts.items():
        told = (found.passed, found.sentence) if found is not None else (None, Phrase(""))
        lines.append(_line(clause, *told, declared))
    return sorted(lines, key=lambda line: int(line.clause.partition(".")[2]))


def _mended(findings: tuple[int, int], declared: dict[str, Declaration]) -> Line:
    """K-7.5: nothing can be said while nothing was found."""
    count, closed = findings
    verdict = rules.are_findings_closed.judge(findings=count, closed_with_proof=closed)
    return _line("K-7.5", verdict.passed if count else None, verdict.sentence if count else Phrase(""), declared)


def _results(system: QaSystem, facts: Facts | Grounds) -> dict[str, Verdict]:
    kinds = facts.kinds_in_force
    required = rules.has_required_documents.judge(kinds_in_force=sorted(kinds))
    if required and facts.past_review:
        required = Verdict(False, "K-19b", rules.is_review_due.message)
    return {
        "K-7.1": rules.are_goals_set.judge(
            has_mission=bool(system.mission_ru or system.mission_ky), goals=facts.goals,
            policy_in_force=rules.POLICY in kinds,
        ),
        "K-7.2": rules.is_interaction_set.judge(
            has_body=bool(facts.bodies), stakeholder_types=facts.stakeholder_types, requirements=facts.requirements
        ),
        "K-7.3": rules.are_processes_set.judge(classes=sorted(facts.classes)),
        "K-7.10": required,
        "K-7.11": rules.is_openness_kept.judge(published=facts.published, wanted=Publication.Kind.values),
    }  # fmt: skip


def compliance(system: QaSystem, facts: Facts, declared: dict[str, Declaration]) -> list[Line]:
    """The clauses of K-1 to K-20 that an organisation can meet, in their order."""
    return [_line(clause, verdict.passed, verdict.sentence, declared) for clause, verdict in _clauses(system, facts)]


def _clauses(system: QaSystem, facts: Facts) -> Iterable[tuple[str, Verdict]]:
    bodies = facts.bodies
    yield "K-1", rules.is_covered.judge(levels=system.levels)
    yield "K-5.2", rules.is_linked.judge(processes=len(facts.processes), linked=facts.linked)
    answered = facts.requirements_answered if facts.requirements_answered == facts.requirements else 0
    yield "K-5.3", rules.is_requirement_answered.judge(processes=answered, indicators=0)
    yield "K-10", rules.are_processes_set.judge(classes=sorted(facts.classes))
    yield "K-11a", rules.has_quality_body.judge(
        active=len(bodies), is_officer=any(row.kind == "officer" for row in bodies),
        reason=" ".join(row.why_no_unit for row in bodies),
    )  # fmt: skip
    yield (
        "K-11b",
        rules.may_order_body.judge(has_decision=any(row.decision_id for row in bodies), is_approved=bool(bodies)),
    )
    yield "K-11d", rules.is_under_head.judge(leader_is_head=facts.leader_is_head or not bodies)
    yield "K-11e", rules.has_plans.judge(kinds_in_force=sorted(facts.kinds_in_force), has_year_plan=facts.has_year_plan)
    yield "K-13.1b", rules.has_owner.judge(owners=1 if facts.processes and not facts.without_owner else 0)
    yield (
        "K-13.1c",
        rules.is_indicator_whole.judge(
            given=dict.fromkeys(rules.FIELDS, bool(facts.indicators) and not facts.incomplete_indicators)
        ),
    )
    yield "K-13.1d", rules.are_resources_enough.judge(needs=facts.resources)
    if facts.commission is not None:
        yield (
            "K-16b",
            rules.is_commission_balanced.judge(
                sides=facts.sides, has_rules=bool(facts.commission.rules_ru or facts.commission.rules_ky)
            ),
        )
    report = latest(system, academic_year(facts.day))
    for clause in ("K-17b", "K-17c"):
        yield clause, standing_of(report, clause)
    yield "K-18b", rules.is_openness_kept.judge(published=facts.published, wanted=Publication.Kind.values)
    yield "K-19a", rules.has_required_documents.judge(kinds_in_force=sorted(facts.kinds_in_force))
    yield "K-20b", rules.is_budget_sufficient.judge(needed=facts.needed, planned=facts.planned)
