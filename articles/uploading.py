"""Verbs of pictures: take an upload into the library, put a picture into a story.

Called by the desk's upload view, by imports and by the demonstration loader. Readers see nothing of either.
"""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from articles.building import LIST_CROPS
from articles.media import stores
from articles.media.inspect import inspect_upload, shown_name
from articles.media.renditions import CENTRE
from articles.models.article import Article
from articles.models.image import Image, ImageUse
from articles.refusals import Refusal
from articles.rendering import asking
from articles.rights import Standing


def receive_picture(*, data: bytes, filename: str, user: Any) -> Image:
    """Keep an uploaded picture in the library.

    Effects, in order: decodes and judges the bytes; stores the original privately; inserts the library's row, with what
    the file says of itself as an offer; has its renditions made, by the worker or, without one, now. Bytes that the library has already are not kept twice: their row is returned as it is.
    Raises `RefusedPicture` with a sentence for the person.
    """
    picture = inspect_upload(data, filename)
    known = Image.objects.filter(sha256=picture.sha256).first()
    if known is not None:
        return known
    stores.keep_original(data, picture)
    row = Image(
        sha256=picture.sha256,
        extension=picture.ext,
        width=picture.width,
        height=picture.height,
        size=picture.size,
        filename=shown_name(filename),
        ai_labelled=picture.ai_labelled,
        offered=picture.offer,
        uploaded_by=user,
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # the same picture came in twice at once
        return Image.objects.get(sha256=picture.sha256)
    # The strip shows the whole picture at once; crops are made when they are looked at, or before publishing.
    asking.ask(row, CENTRE, LIST_CROPS if asking.has_worker() else ("full",))
    return row


# What a new use takes over from the library.
_SUGGESTED = ("alt", "caption", "credit", "focal_x", "focal_y")


def use_picture(
    *, article: Article, image: Image, user: Any, slot: str = ImageUse.Slot.BODY, suggest: bool = True
) -> ImageUse:
    """Put a picture into a story, behind those it has.

    Effects, in order: locks the article; checks that the person may change its pictures; inserts the use with the
    library's alternative text, caption, credit and focal point (`suggest`). A use in the text becomes content once the text names
    it; a lead or gallery picture is content at once, so call `editing.save_revision` after it.
    Raises `Refusal("not_yours")`.
    """
    with transaction.atomic():
        locked = Article.objects.select_for_update().get(pk=article.pk)
        if not Standing(user, locked).may_edit_pictures:
            raise Refusal("not_yours")
        last = locked.image_uses.aggregate(last=Max("position"))["last"] or 0
        words = {name: getattr(image, name) for name in _SUGGESTED} if suggest else {}
        return ImageUse.objects.create(article=locked, image=image, slot=slot, position=last + 1, **words)
