"""Who may act for a role, in words. Anything of ours may import it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from newsroom.staff.roles import label_of

MOST_NAMES = 2


def names_in(groups: Iterable[str], *, without: Iterable[int] = (), nobody: str = "") -> dict[str, str]:
    """Who may act for each group: the names of its people while they are few, else what the role is called.

    `without` are the keys of accounts that may not, though their group might; `nobody` is said where none is left.
    """
    wanted = set(groups)
    people: dict[str, list[str]] = {name: [] for name in wanted}
    found = get_user_model().objects.filter(is_active=True, groups__name__in=wanted).exclude(pk__in=without)
    for user in found.distinct().order_by("display_name", "pk").prefetch_related("groups"):
        for group in user.groups.all():
            if group.name in wanted:
                people[group.name].append(user.get_full_name())
    return {name: _told(name, named) if named else nobody or label_of(name) for name, named in people.items()}


def _told(group: str, people: Sequence[str]) -> str:
    return _(", ").join(people) if len(people) <= MOST_NAMES else label_of(group)
