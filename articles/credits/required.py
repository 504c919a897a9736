"""The roles that a review route asks for: a story is neither submitted nor passed before each is credited."""

from __future__ import annotations

from articles.models.article import Article
from articles.models.people import CreditRole


def missing_roles(article: Article) -> list[CreditRole]:
    """Roles that the story's route requires and that none of its credit lines has, in the order of the roles.

    A front is signed by its team: what a route asks of stories is not asked of it.
    """
    if article.kind == Article.Kind.FRONT:
        return []
    required = list(article.route.required_roles.all())
    if not required:
        return []
    credited = {code for line in article.credits.all() for code in line.roles}
    return [role for role in required if role.code not in credited]
