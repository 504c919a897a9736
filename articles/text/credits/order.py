"""The two schools of printed credits: maker → signer (the district papers) and leader → maker (the central media).

Pure: knows groups and positions of roles, not where they are stored.
"""

from __future__ import annotations

from typing import Literal

Order = Literal["maker", "leader"]

MAKER: Order = "maker"
LEADER: Order = "leader"
_STEP = 1000
_MAKER_GROUPS = ("make", "edit", "proof", "review", "lead", "source")
_LEADER_GROUPS = ("lead", "make", "edit", "proof", "review", "source")
# Production stands behind the makers in both schools; the presenter opens the second.
_BEHIND = frozenset({"producer"})


def rank(order: Order, *, code: str, group: str, position: int) -> int:
    """Where a role stands: lines are printed by rising rank. `position` is the role's place among all, maker → signer.

    Leaders are printed from the highest down: 总监制, 监制, 主编, 策划, 统筹.
    """
    groups = _LEADER_GROUPS if order == LEADER else _MAKER_GROUPS
    place = groups.index(group) if group in groups else len(groups)
    if order == LEADER and code in _BEHIND:
        return groups.index("source") * _STEP - 1
    falls = order == LEADER and group == "lead"
    return place * _STEP + (_STEP - 1 - min(position, _STEP - 1) if falls else min(position, _STEP - 2))
