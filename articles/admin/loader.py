"""The one door to a story on the desk: every custom page loads through it.

Django's `admin_view` checks only that somebody is staff. Here the object is loaded with the right, or 404 and 403.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from articles.models import Article
from articles.rights import Standing


class Need(StrEnum):
    """What a page needs of the person before it shows a story."""

    SEE = "see"
    EDIT = "edit"
    PICTURES = "pictures"


def load_article(request: HttpRequest, pk: Any, need: Need = Need.SEE) -> Standing:
    """The story and the person's standing to it.

    404 where the person may not know that it exists, just as for one that does not; 403 where they may see it but
    not do this. The story is `standing.article`.
    """
    user: Any = request.user
    try:
        article = Article.objects.visible_to(user).select_related("section", "route", "author").get(pk=pk)
    except (Article.DoesNotExist, ValueError, TypeError, OverflowError) as error:
        raise Http404 from error
    standing = Standing(user, article)
    if need == Need.EDIT and not standing.may_edit:
        raise PermissionDenied
    if need == Need.PICTURES and not standing.may_edit_pictures:
        raise PermissionDenied
    return standing
