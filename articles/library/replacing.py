"""Puts another picture in the place of one, in every working copy that may be edited, and says which may not.

Nothing that is signed changes: a signed or published story is reopened first, by its own rules, and signed again.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import transaction

from articles import editing
from articles.models.article import Article
from articles.models.image import Image, ImageUse
from articles.refusals import Refusal
from articles.rights import Standing
from articles.workflow import Status


class Step(StrEnum):
    """What replacing means for one story and one person."""

    NOW = "now"  # its working copy is open to the person
    REVIEW = "review"  # it is in review: only who has the step may change it
    REOPEN = "reopen"  # it is signed, public or withdrawn
    NOT_YOURS = "not_yours"  # a draft that the person may see but not change


@dataclass(frozen=True)
class Change:
    """One story that uses the picture, and what may be done with it. `done` says that it was.

    `may_reopen`: the person may take a signed or public story back to a draft, and replace the picture then.
    """

    article: Article
    step: Step
    done: bool = False
    may_reopen: bool = False


def changes_for(image: Image, user: Any) -> list[Change]:
    """Every story of the person's that uses a picture, and what replacing it there would take."""
    stories = (
        Article.objects.visible_to(user).filter(image_uses__image=image).distinct().order_by("-updated_at")
    )
    return [_change(Standing(user, article)) for article in stories]


def replace_picture(*, image: Image, by: Image, user: Any) -> list[Change]:
    """Use another picture wherever the person may change the story now; returns what came of each story.

    Effects, for each story in a transaction of its own: locks it and asks the rights again; gives each of its uses of
    the picture the other one, a new identity, and that picture's words and focal point (its own caption stays where
    the library has none; alternative text and credit never pass from one picture to another); lets the body and the
    clips whose poster it is name the new use; takes a revision. Signed and public stories are left as they are.
    Raises `Refusal`: same_picture, not_visible (the person may not see one of the two).
    """
    if image.pk == by.pk:
        raise Refusal("same_picture")
    if Image.objects.visible_to(user).filter(pk__in=[image.pk, by.pk]).count() != 2:
        raise Refusal("not_visible")
    return [_replace_in(change.article.pk, image, by, user) for change in changes_for(image, user)]


def _replace_in(pk: int, image: Image, by: Image, user: Any) -> Change:
    with transaction.atomic():
        article = Article.objects.select_for_update().get(pk=pk)
        step = _step(Standing(user, article))
        uses = list(article.image_uses.filter(image=image))
        if step != Step.NOW or not uses:
            return Change(article, step)
        for use in uses:
            old = str(use.uid)
            _become(use, by)
            article.body = article.body.replace(old, str(use.uid))
            article.clip_uses.filter(poster=old).update(poster=use.uid)
        article.save(update_fields=["body", "updated_at"])
        editing.save_revision(article=article, user=user)
    return Change(article, step, done=True)


def _become(use: ImageUse, by: Image) -> None:
    use.uid, use.image = uuid.uuid4(), by
    use.alt, use.credit = by.alt, by.credit
    use.caption = by.caption or use.caption
    use.ai_label = ""
    use.focal_x, use.focal_y = by.focal_x, by.focal_y
    use.save()


def _change(standing: Standing) -> Change:
    step = _step(standing)
    may_reopen = step == Step.REOPEN and any(action.name == "reopen" for action in standing.available())
    return Change(standing.article, step, may_reopen=may_reopen)


def _step(standing: Standing) -> Step:
    status = standing.article.status
    if standing.may_edit_pictures:
        return Step.NOW
    if status == Status.IN_REVIEW:
        return Step.REVIEW
    return Step.NOT_YOURS if status == Status.DRAFT else Step.REOPEN
