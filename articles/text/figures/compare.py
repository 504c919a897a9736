"""Compare the figures of two stories: the same thing with another number, 万 for 亿, % for 百分点.

Only suspicions: which of the two is right, and whether they speak of the same thing, a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from articles.text.figures.find import Figure
from articles.text.proof.model import gettext_noop

Kind = Literal["value", "scale", "percent"]

_MESSAGES: dict[Kind, str] = {
    "value": gettext_noop("%(thing)s: “%(mine)s” here, “%(other)s” elsewhere"),
    "scale": gettext_noop("%(thing)s: “%(mine)s” here, “%(other)s” elsewhere; 万 and 亿 may be mixed up"),
    "percent": gettext_noop(
        "%(thing)s: “%(mine)s” here, “%(other)s” elsewhere; %% and 百分点 are not the same"
    ),
}
# Counting words that are used for one another, and the two ways to state a change.
_ALIKE = {"项": "个", "百分点": "%", "名": "人", "位": "人"}
_SLIPS = frozenset(Decimal(10) ** power for power in (4, 8, -4, -8))
_AT_LEAST = frozenset(("超过", "超", "突破", "逾", "至少", "不低于", "不少于", "多", "余"))
_AT_MOST = frozenset(("不足", "将近", "接近", "近"))
_STAGES = re.compile(
    "谋划|储备|签约|引进|开工|在建|续建|推进|实施|建成|竣工|完工|投产|投用|落地|完成|新增|计划|预计"
)
_SPECIFIC = 5
_GRAM = 5
_MOST_COMPARED = 20


@dataclass(frozen=True, slots=True)
class Clash:
    """A figure of this story that does not agree with `other`, a figure of another."""

    kind: Kind
    mine: Figure
    other: Figure
    message: str
    params: dict[str, str] = field(default_factory=dict, hash=False)


def compare(mine: Sequence[Figure], others: Sequence[Figure]) -> list[Clash]:
    """Figures of `mine` that speak of a thing of `others` with another number, at most one clash for each.

    Where `others` agrees with itself and with `mine` somewhere, nothing is reported. `compare(one, one)` looks
    for contradictions inside one story. Linear in the number of figures.
    """
    index: dict[tuple[str, str], list[Figure]] = {}
    for other in others:
        for key in _keys(other):
            group = index.setdefault(key, [])
            if len(group) < _MOST_COMPARED:
                group.append(other)
    clashes = (_clash(figure, index) for figure in mine)
    return [clash for clash in clashes if clash is not None]


def _keys(figure: Figure) -> set[tuple[str, str]]:
    """Under what a figure is looked up: its unit, and how the words next to it end."""
    unit = _ALIKE.get(figure.unit, figure.unit)
    return {(unit, phrase[-2:]) for phrase in (figure.before, figure.after) if len(phrase) > 1}


def _clash(figure: Figure, index: dict[tuple[str, str], list[Figure]]) -> Clash | None:
    same = [
        other
        for key in sorted(_keys(figure))
        for other in index.get(key, ())
        if other is not figure and _same_thing(figure, other)
    ]
    if not same or any(_agree(figure, other) for other in same):
        return None
    other = min(same, key=lambda one: abs(one.value - figure.value))
    kind = _kind(figure, other)
    params = {"mine": figure.text, "other": other.text, "thing": _name(figure, other)}
    return Clash(kind, figure, other, _MESSAGES[kind], params)


def _kind(figure: Figure, other: Figure) -> Kind:
    if figure.unit != other.unit and "百分点" in (figure.unit, other.unit):
        return "percent"
    if other.value and figure.value / other.value in _SLIPS:
        return "scale"
    return "value"


def _agree(figure: Figure, other: Figure) -> bool:
    if (figure.unit == "百分点") != (other.unit == "百分点"):
        return False
    if figure.high != other.high and None not in (figure.high, other.high):
        return False
    return (
        figure.value == other.value
        or _covers(figure.prefix, figure.value, other.value)
        or _covers(other.prefix, other.value, figure.value)
    )


def _covers(prefix: str, rough: Decimal, exact: Decimal) -> bool:
    """Whether 超5000, 近5000 or 约5000 may be said of an exact number."""
    if prefix in _AT_LEAST:
        return rough <= exact <= rough * Decimal("1.2")
    if prefix in _AT_MOST:
        return rough * Decimal("0.8") <= exact <= rough
    return prefix in ("约", "大约") and abs(exact - rough) <= rough * Decimal("0.05")


def _same_thing(figure: Figure, other: Figure) -> bool:
    """Same words next to the number, no other year, no other stage (谋划 against 开工); and the same subject,
    if the words by themselves could be said of anything (总投资)."""
    name = _name(figure, other)
    if not name or (figure.year and other.year and figure.year != other.year):
        return False
    stages = (set(_STAGES.findall(_clause(figure))), set(_STAGES.findall(_clause(other))))
    if stages[0] and stages[1] and not stages[0] & stages[1]:
        return False
    return len(name) >= _SPECIFIC or _same_subject(figure, other, name)


def _name(figure: Figure, other: Figure) -> str:
    """The words both figures have next to them: one phrase is the end of the other."""
    best = ""
    for first in (figure.before, figure.after):
        for second in (other.before, other.after):
            short, long = sorted((first, second), key=len)
            if len(short) > max(1, len(best)) and long.endswith(short):
                best = short
    return best


def _clause(figure: Figure) -> str:
    at = figure.around.find(figure.before) if figure.before else -1
    return figure.around[max(0, at - 30) : at + len(figure.before) + 12] if at >= 0 else figure.after


def _same_subject(figure: Figure, other: Figure, name: str) -> bool:
    """Whether the sentences share five characters in a row beside the name itself."""
    return bool(_grams(figure.around.replace(name, "\n")) & _grams(other.around.replace(name, "\n")))


def _grams(text: str) -> set[str]:
    runs = re.findall(r"[\u3400-\u9fff]+", text)
    return {run[at : at + _GRAM] for run in runs for at in range(len(run) - _GRAM + 1)}
