"""A draft cannot leak: words of every text field of unpublished stories are looked for at every public address.

Each test ends by publishing the story and finding the same words, so that it is known to have looked in the right
places. A guard fails on any statement against a table that is not public while pages are fetched.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from articles import editing
from articles.models import Article, Contributor, PublishedArticle, desk_text
from articles.search import engine, wanted
from articles.text.search import terms
from articles.workflow import Status
from series import planning
from tests.factories import act, approve_all, make_published, make_reviewers, make_site, make_user
from tests.factories import route as route_named
from tests.proofs.making import make_image, make_released, publish_again, slot
from tests.proofs.readers import (
    PrivateTableRead,
    addresses,
    crawl,
    fetch,
    only_published_rows,
    private_tables,
    seen_words,
)
from tests.proofs.secrets import NEVER_PRINTED, Words, make_secret, rewrite

pytestmark = pytest.mark.django_db
NEVER = "never-was-here"
OTHER = 300  # where the words of a second story start
# What readers keep of a story that was taken back: its address and its title, beside the notice.
LEFT_OF_WITHDRAWN = {"Article.headline", "Article.headline_hant", "Article.slug"}


def _draft(words: Words) -> Article:
    return make_secret(words)


def _in_review(words: Words) -> Article:
    article = make_secret(words)
    article.route = route_named("three")
    article.save()
    act(article, "submit", article.author)
    act(article, "pass", make_reviewers(article)[0], note="放行")
    return article


def _returned(words: Words) -> Article:
    article = _in_review(words)
    act(article, "request_changes", make_user("desk_head"), note=words.take("opinion"))
    return article


def _approved(words: Words) -> Article:
    article = make_secret(words)
    act(article, "submit", article.author)
    return approve_all(article)


def _scheduled(words: Words) -> Article:
    article = _approved(words)
    act(article, "schedule", make_user("chief_editor"), publish_at=timezone.now() + timedelta(days=1))
    return article


def _published_then_edited(words: Words) -> Article:
    article = publish_again(make_secret(Words(OTHER)))
    act(article, "reopen", article.author)
    rewrite(words, article, article.author)
    return article


def _approved_again_over_a_public_one(words: Words) -> Article:
    article = _published_then_edited(words)
    act(article, "submit", article.author)
    return approve_all(article)


def _approval_voided_by_a_stronger_route(words: Words) -> Article:
    article = _approved(words)
    editing.assign_route(article=article, route=route_named("three"), user=make_user("editor"))
    return article


STATES: dict[str, Callable[[Words], Article]] = {
    made.__name__.strip("_"): made
    for made in (
        _draft,
        _in_review,
        _returned,
        _approved,
        _scheduled,
        _published_then_edited,
        _approved_again_over_a_public_one,
        _approval_voided_by_a_stronger_route,
    )
}


@pytest.fixture
def site():
    """A newspaper with something in it: a masthead, a public story, a released series with a public part."""
    make_site()
    series = make_released()
    planning.attach(instalment=slot(series, 1), article=make_published(), user=make_user("editor"))
    return series


def _slugs(*articles: Article) -> set[str]:
    """Addresses that exist, addresses that will, and one that never did."""
    public = set(PublishedArticle.objects.values_list("slug", flat=True))
    people = set(Contributor.objects.values_list("slug", flat=True))
    return {NEVER, "yaowen", *public, *people, *(article.slug for article in articles)}


def _bring_out(article: Article) -> None:
    """Take the story from wherever it is to readers."""
    if article.status == Status.DRAFT:
        act(article, "submit", article.author)
    if article.status == Status.IN_REVIEW:
        approve_all(article)
    act(article, "publish", make_user("chief_editor"))


@pytest.mark.parametrize("state", STATES)
def test_unpublished_words_show_nowhere_and_would_once_published(site, state):
    words = Words()
    article = STATES[state](words)
    _hides_then_shows(words, article)


@pytest.mark.parametrize("state", ["draft", "in_review", "published_then_edited"])
def test_story_attached_to_a_released_series_shows_nowhere_before_it_is_published(site, state):
    words = Words()
    article = STATES[state](words)
    planning.attach(instalment=slot(site, 2), article=article, user=make_user("editor"))
    _hides_then_shows(words, article)


def _hides_then_shows(words: Words, article: Article) -> None:
    slugs, secret = _slugs(article), [*words.by_field.values(), article.content_sha256]
    secret += [] if article.is_public else [str(article.uid), article.uid.hex]
    with only_published_rows():
        answers = crawl(slugs, words=["潮", *secret[:3]])
    assert seen_words(answers, secret) == {}
    assert len(answers) > 60
    _bring_out(article)
    article.refresh_from_db()
    _all_show(crawl({article.slug, *Contributor.objects.values_list("slug", flat=True)}), words)


def _all_show(answers: dict, words: Words) -> None:
    shown = seen_words(answers, words.by_field.values())
    missing = {field for field, word in words.by_field.items() if word not in shown}
    assert missing == set(NEVER_PRINTED) & set(words.by_field)


def test_withdrawn_story_leaves_its_address_its_title_and_its_notice(site):
    words = Words()
    article = publish_again(make_secret(words))
    slugs = _slugs(article)
    assert set(words.by_field.values()) & set(seen_words(crawl(slugs), words.by_field.values()))
    chief, reason = make_user("chief_editor"), words.take("reason")
    act(article, "withdraw", chief, note=reason, notice="本文已撤回。")
    with only_published_rows():
        answers = crawl(slugs)
    seen = seen_words(answers, words.by_field.values())
    fields = {field for field, word in words.by_field.items() if word in seen}
    assert fields == LEFT_OF_WITHDRAWN
    assert {answers[f"/articles/{article.slug}/"].status} == {410}
    assert "本文已撤回。" in answers[f"/articles/{article.slug}/"].said


def test_words_of_an_edit_after_withdrawal_show_nowhere(site):
    article = publish_again(make_secret(Words()))
    act(article, "withdraw", make_user("chief_editor"), note="来源要求", notice="本文已撤回。")
    act(article, "reopen", article.author)
    words = Words(OTHER)
    rewrite(words, article, article.author)
    slugs = _slugs(article)
    with only_published_rows():
        answers = crawl(slugs)
    assert seen_words(answers, words.by_field.values()) == {}


def test_pictures_are_in_no_public_place_until_published_and_gone_after(
    site, django_capture_on_commit_callbacks
):
    before = _files(storages["public"])
    article = make_secret(Words(), image=make_image(shade=31))  # a picture of no other test
    act(article, "submit", article.author)
    approve_all(article)
    assert _files(storages["public"]) == before
    act(article, "publish", make_user("chief_editor"))
    public = _files(storages["public"]) - before
    assert public
    original = article.image_uses.first().image.sha256
    assert not any(original[:32] in name for name in public)
    assert {fetch(Client(), f"/media/{name}").status for name in public} == {200}
    with django_capture_on_commit_callbacks(execute=True):
        act(article, "withdraw", make_user("chief_editor"), note="来源要求", notice="本文已撤回。")
    assert not _files(storages["public"]) & public
    assert {fetch(Client(), f"/media/{name}").status for name in public} == {404}


def _files(storage) -> set[str]:
    root = Path(storage.location)
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("prefix", ["", "/zh-hant"])
@pytest.mark.parametrize("state", ["draft", "approved", "scheduled"])
def test_draft_is_answered_exactly_as_what_never_existed(site, state, prefix):
    article = STATES[state](Words())
    person = article.credits.first().people.first().contributor.slug
    questions = ["", "?preview=1", "?revision=1", "?draft=true&_popup=1"]
    for kind, slug in (("articles", article.slug), ("series", article.slug), ("contributors", person)):
        for method in ("get", "head", "options", "post"):
            for query in questions:
                there = fetch(Client(), f"{prefix}/{kind}/{slug}/{query}", method)
                never = fetch(Client(), f"{prefix}/{kind}/{NEVER}/{query}", method)
                assert (there.status, there.headers, there.body) == (never.status, never.headers, never.body)
                assert there.status == (404 if method in ("get", "head") else 405)
                assert "ETag" not in there.headers and "Last-Modified" not in there.headers


def test_conditional_request_tells_nothing_of_a_draft(site):
    article = _approved(Words())
    for tag in (article.content_sha256, article.content_sha256[:32], "*"):
        headers = {"if-none-match": f'"{tag}"' if tag != "*" else tag}
        there = Client().get(f"/articles/{article.slug}/", headers=headers)
        never = Client().get(f"/articles/{NEVER}/", headers=headers)
        assert (
            (there.status_code, there.content) == (never.status_code, never.content) == (404, never.content)
        )


def test_reader_gets_no_cookie_no_session_and_no_vary_anywhere(site):
    article = publish_again(make_secret(Words()))
    for answer in crawl(_slugs(article)).values():
        assert answer.cookies == [], answer.path
        assert "Vary" not in answer.headers, answer.path
        assert answer.status in (200, 301, 404, 410), answer.path


def test_chief_editor_who_is_logged_in_reads_the_same_bytes_as_anybody(site):
    secret = _approved(Words())
    slugs = _slugs(secret, publish_again(make_secret(Words(OTHER), image=make_image(shade=9))))
    client = Client()
    client.force_login(make_user("chief_editor", is_superuser=True))
    with only_published_rows():
        mine = crawl(slugs, client=client)
    assert mine == crawl(slugs)


def test_guard_sees_private_tables_and_writes():
    tables = set(connection.introspection.table_names()) - {"django_migrations"}
    assert private_tables() == {name for name in tables if "_published" not in name}
    with pytest.raises(PrivateTableRead), transaction.atomic(), only_published_rows():
        Article.objects.count()
    with pytest.raises(PrivateTableRead), transaction.atomic(), only_published_rows():
        engine.ranked(desk_text.TABLE, [(1, wanted.anywhere(terms("潮")), 1)], ("id",))
    with pytest.raises(PrivateTableRead), transaction.atomic(), only_published_rows():
        PublishedArticle.objects.update(headline="x")


def test_every_public_address_is_crawled():
    every = addresses(["x"])
    assert {"/", "/zh-hant/", "/articles/x/", "/zh-hant/series/x/feed/", "/sitemap-1.xml"} <= set(every)
    assert not [address for address in every if "<" in address or "admin" in address]
