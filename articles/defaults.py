"""What a new database starts with: the two review routes and the credit roles.

The first migration calls `install` with its own historical models; tests call it after a database flush. Existing
rows are left alone: a newsroom owns them from then on.
"""

from __future__ import annotations

from typing import Any

from articles.text.roles import ROLES

# slug, name, traditional name, English name, marks, steps of (name, traditional, English, group)
ROUTES: tuple[dict[str, Any], ...] = (
    {
        "slug": "single",
        "names": ("单审", "單審", "Single review"),
        "marks": {"is_default": True},
        "steps": (("终审终校", "終審終校", "Final review", "chief_editor"),),
    },
    {
        "slug": "three",
        "names": ("三审三校", "三審三校", "Three reviews"),
        "marks": {"is_series_default": True},
        "steps": (
            ("初审初校", "初審初校", "First review", "editor"),
            ("复审复校", "復審復校", "Second review", "desk_head"),
            ("终审终校", "終審終校", "Final review", "chief_editor"),
        ),
    },
)


def ask_for_ticks(*, route: Any) -> None:
    """Let the shipped route of three reviews ask for checked figures. A later migration and a flushed test database

    call it: the route was made by `install` before it could ask.
    """
    route.objects.filter(slug="three").update(needs_figures_ticked=True)


def install(*, group: Any, route: Any, step: Any, credit_role: Any) -> None:
    """Insert what is missing, through the model classes given."""
    for shipped in ROUTES:
        hans, hant, english = shipped["names"]
        row, created = route.objects.get_or_create(
            slug=shipped["slug"],
            defaults={"name_hans": hans, "name_hant": hant, "name_en": english, **shipped["marks"]},
        )
        if not created:
            continue
        for position, (name, traditional, name_en, who) in enumerate(shipped["steps"], start=1):
            step.objects.create(
                route=row,
                position=position,
                name_hans=name,
                name_hant=traditional,
                name_en=name_en,
                kind="both",
                group=group.objects.get_or_create(name=who)[0],
            )
    there = set(credit_role.objects.values_list("code", flat=True))
    credit_role.objects.bulk_create(
        credit_role(
            code=role.code,
            label_hans=role.zh_hans[0],
            label_hant=role.zh_hant[0],
            label_en=role.en,
            group=role.group,
            position=role.order,
        )
        for role in ROLES
        if role.code not in there
    )
