"""Addresses of stories: made from the headline, unique, kept once readers know them.

Used by `editing`; the spelling itself is `articles.text.slugs`.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction

from articles.models.article import Article
from articles.models.published import PublishedArticle, PublishedNotice, PublishedRedirect
from articles.refusals import Refusal
from articles.text.slugs import slugify_zh


def give_slug(article: Article) -> bool:
    """Set `article.slug` where it has none, or only a stand-in and now a headline. Returns whether it changed."""
    stand_in = f"story-{article.uid.hex[:12]}"
    if article.slug and (article.slug != stand_in or not article.headline):
        return False
    wanted = slugify_zh(article.headline) if article.headline else stand_in
    slug = free_slug(wanted or stand_in, article)
    changed = slug != article.slug
    article.slug = slug
    return changed


def save_with_slug(article: Article, only: list[str] | None = None) -> None:
    """Save a story under its address, giving it one where it has none; `only` saves these fields, if it was given one.

    Somebody else may take the address between the look and the save: then the next free one is looked for.
    Raises `Refusal("slug_taken")` where a person chose the address, or after five such races.
    """
    for _attempt in range(5):
        before = article.slug
        given = give_slug(article)
        if only and not given:
            return
        try:
            with transaction.atomic():
                article.save(update_fields=only)
            return
        except IntegrityError as error:
            if not Article.objects.filter(slug=article.slug).exclude(pk=article.pk).exists():
                raise
            taken, cause = article.slug, error
            if not given:
                break
            article.slug = before
    raise Refusal("slug_taken", slug=taken) from cause


def free_slug(wanted: str, article: Article) -> str:
    """`wanted`, or `wanted-2`, `wanted-3` … : the first that no other story has or ever had in public."""
    slug, number = wanted, 1
    while is_taken(slug, article):
        number += 1
        slug = f"{wanted[:74]}-{number}"
    return slug


def is_taken(slug: str, article: Article) -> bool:
    """Whether another story has this address, publicly or on the desk, or had it and readers are sent on from it."""
    return (
        Article.objects.filter(slug=slug).exclude(pk=article.pk).exists()
        or PublishedArticle.objects.filter(slug=slug).exclude(uid=article.uid).exists()
        or PublishedNotice.objects.filter(slug=slug).exclude(uid=article.uid).exists()
        or _leads_elsewhere(slug, article)
    )


def _leads_elsewhere(slug: str, article: Article) -> bool:
    """Whether readers who ask for an old address are sent to another story."""
    sent = PublishedRedirect.objects.filter(kind=PublishedRedirect.Kind.ARTICLE, old_slug=slug)
    leads_to = set(sent.values_list("new_slug", flat=True))
    return bool(leads_to) and not leads_to <= public_addresses(article)


def public_addresses(article: Article) -> set[str]:
    """Where readers know a story, or find the notice that it was taken back."""
    rows = PublishedArticle.objects.filter(uid=article.uid).values_list("slug", flat=True)
    notices = PublishedNotice.objects.filter(uid=article.uid).values_list("slug", flat=True)
    return {*rows, *notices}
