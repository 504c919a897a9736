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
from series.models.series import Series
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
    article = publish_again(make_secret(Words(words)))
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


def _withdrawn_then_edited(words: Words) -> Article:
    article = publish_again(make_secret(Words(words)))
    act(article, "withdraw", make_user("chief_editor"), note="来源要求", notice="本文已撤回。")
    act(article, "reopen", article.author)
    rewrite(words, article, article.author)
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
        _withdrawn_then_edited,
    )
}
ATTACHED = ("draft", "in_review", "published_then_edited")
EVERYWHERE = (
    "draft",
    "approved",
    "draft, attached",
)  # asked for under every kind of address, not their own alone


@pytest.fixture
def site():
    """A newspaper with something in it: a masthead, a public story, a released series with a public part."""
    make_site()
    series = make_released(numbers=1 + len(ATTACHED))
    planning.attach(instalment=slot(series, 1), article=make_published(), user=make_user("editor"))
    return series


def _slugs(*articles: Article) -> set[str]:
    """Addresses that will be, and one that never was. What is public is found by its links."""
    return {NEVER, *(article.slug for article in articles)}


def _own(*articles: Article) -> list[str]:
    """Where readers would find these stories, and everybody who has a name in any story."""
    people = [f"/contributors/{slug}/" for slug in Contributor.objects.values_list("slug", flat=True)]
    own = addresses({article.slug for article in articles}, under="articles/")
    return [*own, *people, *(f"/zh-hant{path}" for path in people)]


def _bring_out(article: Article) -> None:
    """Take the story from wherever it is to readers."""
    if article.status == Status.DRAFT:
        act(article, "submit", article.author)
    if article.status == Status.IN_REVIEW:
        approve_all(article)
    act(article, "publish", make_user("chief_editor"))


def _in_every_state(series: Series) -> dict[str, tuple[Words, Article]]:
    """A story in each state, and in some of them one more that has its place in a released series."""
    made: dict[str, tuple[Words, Article]] = {}
    words = None
    for state, make in STATES.items():
        words = Words(words)
        made[state] = words, make(words)
    for number, state in enumerate(ATTACHED, start=2):
        words = Words(words)
        made[f"{state}, attached"] = words, STATES[state](words)
        planning.attach(
            instalment=slot(series, number),
            article=made[f"{state}, attached"][1],
            user=make_user("editor"),
        )
    return made


def _told(answers: dict, made: dict[str, tuple[Words, Article]]) -> dict[str, set[str]]:
    """Which fields of the story in each state readers are told."""
    seen = seen_words(answers, [word for words, _ in made.values() for word in words.by_field.values()])
    return {
        state: {field for field, word in words.by_field.items() if word in seen}
        for state, (words, _) in made.items()
    }


def test_words_of_no_unpublished_story_show_anywhere_and_all_do_once_published(site):
    made = _in_every_state(site)
    stories = [article for _, article in made.values()]
    asked = [word for words, _ in made.values() for word in [*words.by_field.values()][:2]]
    own, slugs = _own(*stories), _slugs(*(made[state][1] for state in EVERYWHERE))
    slugs |= {person.contributor.slug for person in made["draft"][1].credits.first().people.all()}
    with only_published_rows():
        answers = crawl(slugs, words=["潮", *asked], paths=own)
    assert len(answers) > 500
    assert _told(answers, made) == {state: set() for state in made}
    assert seen_words(answers, _marks_of(stories)) == {}
    _reader_gets_no_cookie_and_no_vary(answers)
    for article in stories:
        _bring_out(article)
    answers = crawl((), paths=own)
    _reader_gets_no_cookie_and_no_vary(answers)
    told = _told(answers, made)
    for state, (words, _) in made.items():
        assert set(words.by_field) - told[state] == set(NEVER_PRINTED) & set(words.by_field), state


def _marks_of(stories: list[Article]) -> list[str]:
    """What is no word of a story and would yet tell that it is there, or that it was changed."""
    unknown = [
        article for article in stories if not PublishedArticle.objects.filter(uid=article.uid).exists()
    ]
    return [
        *(article.content_sha256 for article in stories),
        *(mark for article in unknown for mark in (str(article.uid), article.uid.hex)),
    ]


def _reader_gets_no_cookie_and_no_vary(answers: dict) -> None:
    for answer in answers.values():
        assert answer.cookies == [], answer.path
        assert "Vary" not in answer.headers, answer.path
        assert answer.status in (200, 301, 404, 410), answer.path


def test_withdrawn_story_leaves_its_address_its_title_and_its_notice(site):
    words = Words()
    article = publish_again(make_secret(words))
    made, page = {"withdrawn": (words, article)}, f"/articles/{article.slug}/"
    slugs, own = _slugs(article), _own(article)
    assert {"Article.headline", "Article.body"} <= _told({page: fetch(Client(), page)}, made)["withdrawn"]
    chief, reason = make_user("chief_editor"), words.take("reason")
    act(article, "withdraw", chief, note=reason, notice="本文已撤回。")
    with only_published_rows():
        answers = crawl(slugs, paths=own)
    assert _told(answers, made) == {"withdrawn": LEFT_OF_WITHDRAWN}
    assert answers[page].status == 410
    assert "本文已撤回。" in answers[page].said


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


def test_chief_editor_who_is_logged_in_reads_the_same_bytes_as_anybody(site):
    words = Words()
    secret = _approved(words)
    publish_again(make_secret(Words(words)))
    slugs = _slugs(secret)
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
