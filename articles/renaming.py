"""New names for the words of the house. What was signed and printed keeps the name it had.

Used by the desk's page of tags. Credit roles and sections need no verb: a snapshot names them by code and slug.
"""

from __future__ import annotations

from django.db import transaction

from articles.models.taxonomy import Tag


def rename_tag(*, tag: Tag, name: str) -> None:
    """Give a tag another name.

    Effects: locks the tag; keeps its present name among the former ones; saves the new one. No story changes: drafts
    say the new name at their next save, signed and published ones when they are published next from such a save.
    """
    with transaction.atomic():
        locked = Tag.objects.select_for_update().get(pk=tag.pk)
        if locked.name == name:
            return
        former = {*locked.former_names, locked.name} - {name}
        locked.name, locked.former_names = name, sorted(former)
        locked.save(update_fields=["name", "former_names"])
    tag.name, tag.former_names = locked.name, locked.former_names
