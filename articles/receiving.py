"""Verbs of clips: take an upload into the store, put a clip into a story. As `uploading` is for pictures.

Called by the desk's upload view and by the demonstration loader. Readers see nothing of either.
"""

from __future__ import annotations

from typing import Any, BinaryIO

from django.db import IntegrityError, transaction
from django.db.models import Max

from articles.clips import stores
from articles.clips.inspect import inspect_clip
from articles.media.inspect import shown_name
from articles.models.article import Article
from articles.models.clip import Clip, ClipUse
from articles.refusals import Refusal
from articles.rights import Standing


def receive_clip(*, file: BinaryIO, size: int, filename: str, user: Any) -> Clip:
    """Keep an uploaded video or sound.

    Effects, in order: reads and judges the container; stores the file privately without what tells of place and
    device; inserts its row. A file that is there already is not kept twice: its row is returned as it is.
    Raises `RefusedClip` with a sentence for the person.
    """
    found = inspect_clip(file, size, filename)
    sha, kept = stores.keep_clip(file, found)
    row = Clip(
        sha256=sha,
        extension=found.ext,
        kind=found.kind,
        milliseconds=found.milliseconds,
        width=found.width,
        height=found.height,
        size=kept,
        filename=shown_name(filename),
        uploaded_by=user,
    )
    known = Clip.objects.filter(sha256=sha).first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # the same file came in twice at once
        return Clip.objects.get(sha256=sha)
    return row


def use_clip(*, article: Article, clip: Clip, user: Any) -> ClipUse:
    """Put a clip into a story, behind those it has; in the text, which shows it once it names it.

    Effects, in order: locks the article; checks that the person may change its pictures; inserts the use.
    Raises `Refusal("not_yours")`.
    """
    with transaction.atomic():
        locked = Article.objects.select_for_update().get(pk=article.pk)
        if not Standing(user, locked).may_edit_pictures:
            raise Refusal("not_yours")
        last = locked.clip_uses.aggregate(last=Max("position"))["last"] or 0
        return ClipUse.objects.create(article=locked, clip=clip, position=last + 1)
