"""The gate: the only writer of the public tables of this app.

Each verb is called inside a transaction (by `acts`, by commands, by `series.publishing`) with the article locked.
What it prints comes from `building`; what it may print was settled by the round that the approval names.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from articles import clock, media_rows, publishing_search, snapshots
from articles.building import Built, Times, build
from articles.generation import raise_generation
from articles.house_words import HouseWords
from articles.library.describing import take_words
from articles.models.article import Article
from articles.models.people import Contributor
from articles.models.published import (
    PublishedArticle,
    PublishedContributor,
    PublishedCredit,
    PublishedNotice,
    PublishedRedirect,
    PublishedTag,
    Script,
)
from articles.models.published_search import PublishedSearch
from articles.models.review import Round
from articles.models.revision import Revision
from articles.models.taxonomy import Tag
from articles.purge import purge_article, purge_everything
from articles.refusals import Refusal
from articles.rendering import asking
from articles.slugs import is_taken, public_addresses
from articles.workflow import Status

logger = logging.getLogger(__name__)


@transaction.atomic
def publish(*, article: Article) -> None:
    """Make the approved revision what readers see.

    Effects, in order: recomputes the hash of the approved revision and refuses a mismatch with the approval, the last
    sign-off or the working copy; refuses while a picture is not cut; copies its pictures and clips to the public store;
    replaces the public rows of both scripts and what they are found by; removes a notice; removes the pictures that
    only the edition before showed, after the commit; redirects from an old address; refreshes the contributors' rows;
    sets the article PUBLISHED with its times and without a planned time; gives the library words for pictures that it
    has none for; raises the generation; purges caches after the commit.
    Raises `Refusal`: hash_mismatch, pictures_not_ready, pictures_failed, slug_taken.
    """
    revision = article.approved_revision
    if revision is None or not _is_signed(article, revision):
        raise Refusal("hash_mismatch")
    if snapshots.differs(article, revision.content):
        raise Refusal("hash_mismatch")
    waiting = asking.refusal_of(article)
    if waiting:
        raise waiting
    snapshot = revision.snapshot
    if is_taken(snapshot["slug"], article):
        raise Refusal("slug_taken", slug=snapshot["slug"])
    now = clock.now()
    times = Times(first=article.first_published_at or now, last=now)
    before = public_addresses(article)
    names = _replace(article, revision, times)
    media_rows.remove_unused_after_commit(names)
    _redirect(before, snapshot["slug"])
    article.published_revision = revision
    article.first_published_at, article.last_published_at = times.first, times.last
    article.publish_at = article.scheduled_by = None
    article.status = Status.PUBLISHED
    article.save()
    take_words(pictures=snapshot.get("images", []))
    raise_generation()
    purge_article(article.uid, {*before, snapshot["slug"]})


@transaction.atomic
def withdraw(*, article: Article, text: str) -> None:
    """Take a story away from readers and leave a notice.

    Effects, in order: deletes its public rows in both scripts and what they are found by; writes a notice for each address; removes the pictures
    that nothing public uses any more, after the commit; refreshes the contributors' rows; sets the article WITHDRAWN
    without planned time or published revision; raises the generation; purges caches after the commit.
    """
    rows = list(PublishedArticle.objects.filter(uid=article.uid))
    names = media_rows.names_of(rows)
    contributors = _contributor_slugs(article)
    _remove_rows(article)
    publishing_search.forget(uid=article.uid)
    for row in rows:
        PublishedNotice.objects.create(
            uid=row.uid,
            script=row.script,
            slug=row.slug,
            headline=row.headline,
            text=HouseWords(row.script).text(text),
            withdrawn_at=clock.now(),
        )
    _refresh_contributors(contributors)
    media_rows.remove_unused_after_commit(names)
    article.published_revision = None
    article.publish_at = article.scheduled_by = None
    article.reopened_from, article.only_last_step = "", False
    article.status = Status.WITHDRAWN
    article.save()
    raise_generation()
    purge_article(article.uid, {row.slug for row in rows})


@transaction.atomic
def refreeze(*, article: Article) -> bool:
    """Rebuild the public rows from the revision that they were published from. Returns whether any row changed.

    Effects: replaces the rows; raises the generation; times, status and ledger stay. For when templates of figures, the conversion or the
    allow-list were improved.
    """
    locked = Article.objects.select_for_update().get(pk=article.pk)
    revision = locked.published_revision
    if revision is None or locked.first_published_at is None or locked.last_published_at is None:
        return False
    if snapshots.fingerprint(revision.content) != revision.sha256:
        raise Refusal("hash_mismatch")
    before = _frozen(locked)
    _replace(locked, revision, Times(locked.first_published_at, locked.last_published_at))
    raise_generation()
    return before != _frozen(locked)


@transaction.atomic
def refresh_contributor(*, contributor: Contributor) -> None:
    """Let readers see what the roster now says of a person.

    Effects: replaces the person's public rows, if a public credit names them; raises the generation; purges every page
    after the commit.
    Printed names in stories stay as they were signed.
    """
    _refresh_contributors({contributor.slug})
    raise_generation()
    purge_everything()


def rows_for(
    snapshot: dict[str, Any], script: str, times: Times, sha256: str, tag_slugs: Mapping[str, str]
) -> Built:
    """What publication would write for one script, with pictures and clips copied to the public store."""
    built = build(
        snapshot,
        script=script,
        media=media_rows.public,
        times=times,
        tag_slugs=tag_slugs,
        clips=media_rows.public_clip,
    )
    built.article.content_sha256 = sha256
    return built


def _is_signed(article: Article, revision: Revision) -> bool:
    """The revision is what its hash says, the newest, and what the last signature of an approved round is bound to."""
    if snapshots.fingerprint(revision.content) != revision.sha256:
        return False
    if article.content_sha256 != revision.sha256 or article.status != Status.APPROVED:
        return False
    last = article.rounds.filter(ending__in=[Round.Ending.APPROVED, Round.Ending.OVERRIDDEN]).first()
    if last is None:
        return False
    if last.ending == Round.Ending.OVERRIDDEN:
        return bool(article.overridden_because)
    signed = last.sign_offs.order_by("-step__position").first()
    return signed is not None and signed.sha256 == revision.sha256


def _replace(article: Article, revision: Revision, times: Times) -> set[str]:
    """Put the rows of a revision in place of those that are there; gives the public files that these named."""
    before, snapshot = list(PublishedArticle.objects.filter(uid=article.uid)), revision.snapshot
    contributors = _contributor_slugs(article)
    tag_slugs = _tag_slugs(before, snapshot.get("tags", []))
    _remove_rows(article)
    for script in Script.values:
        built = rows_for(snapshot, script, times, revision.sha256, tag_slugs)
        built.article.save()
        PublishedCredit.objects.bulk_create(built.credits)
        PublishedTag.objects.bulk_create(built.tags)
        contributors |= {credit.contributor_slug for credit in built.credits} - {""}
    publishing_search.index(uid=article.uid)
    _refresh_contributors(contributors)
    return media_rows.names_of(before)


def _tag_slugs(public: list[PublishedArticle], names: list[str]) -> dict[str, str]:
    """The addresses of a story's tags. One that readers know stays, whatever became of the tag on the desk."""
    known = [link for row in public if row.script == Script.HANS for link in row.tag_links]
    return Tag.objects.addresses_of(names) | dict(known)


def _remove_rows(article: Article) -> None:
    PublishedArticle.objects.filter(uid=article.uid).delete()
    PublishedCredit.objects.filter(uid=article.uid).delete()
    PublishedTag.objects.filter(uid=article.uid).delete()
    PublishedNotice.objects.filter(uid=article.uid).delete()


def _redirect(before: set[str], slug: str) -> None:
    """Old addresses answer with the new one, in one hop."""
    kind = PublishedRedirect.Kind.ARTICLE
    PublishedRedirect.objects.filter(kind=kind, old_slug=slug).delete()
    for old in before - {slug}:
        PublishedRedirect.objects.filter(kind=kind, new_slug=old).update(new_slug=slug)
        PublishedRedirect.objects.update_or_create(kind=kind, old_slug=old, defaults={"new_slug": slug})


def _contributor_slugs(article: Article) -> set[str]:
    rows = PublishedCredit.objects.filter(uid=article.uid).exclude(contributor_slug="")
    return set(rows.values_list("contributor_slug", flat=True))


def _refresh_contributors(slugs: set[str]) -> None:
    """A contributor has a page exactly while a public credit names them."""
    people = Contributor.objects.filter(slug__in=slugs).order_by("slug").select_for_update(no_key=True)
    list(people.values_list("pk"))  # two stories of one writer going out at once: the second waits
    PublishedContributor.objects.filter(slug__in=slugs).delete()
    credited = set(
        PublishedCredit.objects.filter(contributor_slug__in=slugs).values_list("contributor_slug", flat=True)
    )
    for person in Contributor.objects.filter(slug__in=credited):
        PublishedContributor.objects.bulk_create(
            _contributor_row(person, HouseWords(script)) for script in Script.values
        )


def _contributor_row(person: Contributor, words: HouseWords) -> PublishedContributor:
    names = {person.name_hans: person.traditional_name}
    return PublishedContributor(
        script=words.script,
        slug=person.slug,
        name=person.traditional_name if words.script == Script.HANT else person.name_hans,
        name_latin=person.name_latin,
        title=words.text(person.default_title, names),
        organisation=words.text(person.organisation, names),
        bio=words.text(person.bio, names),
    )


def _frozen(article: Article) -> list[dict[str, Any]]:
    """Every public row of a story without its primary key, for comparison."""
    rows = [
        *PublishedArticle.objects.filter(uid=article.uid),
        *PublishedCredit.objects.filter(uid=article.uid),
        *PublishedTag.objects.filter(uid=article.uid),
        *PublishedSearch.objects.filter(uid=article.uid),
    ]
    fields = [
        {f.attname: getattr(row, f.attname) for f in row._meta.fields if not f.primary_key} for row in rows
    ]
    return sorted(fields, key=lambda row: [str(row.get(name, "")) for name in ("script", "position", "slug")])
