"""What the steps named in the ledger are called in the reader's language. Read by the desk's pages.

A row of the ledger keeps the simplified name, which its hash covers; the round of the act keeps all three.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import translation

from articles.models.ledger import Transition
from articles.models.review import RoundStep


def name_steps(rows: Iterable[Transition]) -> list[Transition]:
    """The rows, each with its `step_title`. One query, and none where the desk speaks the ledger's own language."""
    kept = list(rows)
    named = [row for row in kept if row.step]
    is_own = (translation.get_language() or "").startswith("zh-hans")
    titles = {} if is_own or not named else _titles(named)
    for row in kept:
        row.step_title = titles.get((row.subject_uid, row.round_number, row.step), row.step)
    return kept


def _titles(rows: list[Transition]) -> dict[tuple[Any, int | None, str], str]:
    steps = RoundStep.objects.filter(
        round__article__uid__in={row.subject_uid for row in rows}, name_hans__in={row.step for row in rows}
    ).select_related("round__article")
    return {(step.round.article.uid, step.round.number, step.name_hans): step.name for step in steps}
