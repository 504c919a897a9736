"""Whatever is done to what readers see: nobody who has a page of before is told that it is the one of now.

Every verb that writes public rows is done once, in the order of a newsroom's day. Before each, readers open a dozen pages;
after it they ask with what they have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Any

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from articles import known, publishing, publishing_search, publishing_site
from articles.generation import raise_generation, read_generation
from articles.models import Contributor, Page, PublishedArticle, PublishedNotice
from newsroom.staff.models import User
from series import planning
from series import publishing as series_publishing
from series.models.series import Series
from tests.factories import (
    act,
    approve_all,
    make_contributor,
    make_draft,
    make_published,
    make_site,
    make_user,
)
from tests.proofs.making import edit, make_series, publish_again, release, slot

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@dataclass
class Newsroom:
    """Who and what is acted with."""

    chief: User
    editor: User
    series: Series
    page: Page
    person: Contributor

    def paths(self) -> list[str]:
        """The pages that readers have open: of each kind one, with those that do not exist yet or no more."""
        slug, person = self.series.slug, self.person.slug
        return [
            "/",
            "/articles/gao-yi/",
            "/articles/gao-er/",
            "/zh-hant/articles/gao-yi/",
            "/sections/yaowen/",
            f"/series/{slug}/",
            f"/zh-hant/series/{slug}/feed/",
            f"/contributors/{person}/",
            "/pages/about/",
            "/corrections/",
            "/sitemap-1.xml",
            "/sitemap-pages.xml",
        ]


def day(newsroom: Newsroom) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every verb, by its name."""
    chief, editor, series = newsroom.chief, newsroom.editor, newsroom.series
    story = make_draft(slug="gao-yi", headline="港口的灯", credited=newsroom.person)
    other = make_draft(slug="gao-er", headline="码头的雾")
    part = slot(series, 1)
    yield "publish", lambda: publish_again(story)
    yield "publish another", lambda: publish_again(other)
    yield "publish_series", lambda: release(series)
    part.refresh_from_db()
    yield "link_part", lambda: planning.attach(instalment=part, article=story, user=editor)
    yield "publish_site", lambda: make_site("望海晚报")
    yield "publish_page", lambda: publishing_site.publish_page(page=newsroom.page)
    newsroom.person.bio = "跑港口二十年。"
    newsroom.person.save()
    yield "refresh_contributor", lambda: publishing.refresh_contributor(contributor=newsroom.person)
    yield "rows as an older version built them", older_rows
    yield "refreeze", lambda: call_command("refreeze", slug="gao-yi", stdout=StringIO())
    yield "index", lambda: publishing_search.index(uid=story.uid)
    yield "forget", lambda: publishing_search.forget(uid=story.uid)
    yield "forget_strays", publishing_search.forget_strays
    yield "publish again", lambda: correct(story, chief)
    part.refresh_from_db()
    yield "unlink", lambda: planning.detach(instalment=part, user=editor)
    yield "withdraw", lambda: act(other, "withdraw", chief, note="来源要求", notice="本文已撤回。")
    yield "withdraw_page", lambda: publishing_site.withdraw_page(page=newsroom.page)
    yield (
        "withdraw_series",
        lambda: series_publishing.withdraw_series(
            series=series, user=chief, note="来源要求", notice="专题已撤回。"
        ),
    )


@transaction.atomic
def older_rows() -> None:
    PublishedArticle.objects.filter(slug="gao-yi").update(standfirst="排错的导语")
    raise_generation()


def correct(story: Any, chief: User) -> None:
    story.refresh_from_db()
    act(story, "correct", story.author, correction={"type": "correction", "wrong": "灯", "right": "灯塔"})
    edit(story, story.author, headline="港口的灯塔")
    act(story, "submit", story.author)
    approve_all(story)
    act(story, "publish", chief)


def forget_what_is_known() -> None:
    caches["pages"].clear()
    known._resting["until"] = 0.0


def test_after_no_verb_is_a_page_that_changed_told_to_be_the_same():
    make_site()
    series = make_series()
    page = Page.objects.create(slug="about", title="关于本报", body="<p>一张报纸。</p>")
    newsroom = Newsroom(make_user("chief_editor"), make_user("editor"), series, page, make_contributor())
    make_published(slug="jiu-gao")
    forget_what_is_known()
    changed: dict[str, int] = {}
    held = {path: Client().get(path) for path in newsroom.paths()}
    for name, verb in day(newsroom):
        generation = read_generation()
        verb()
        assert read_generation() != generation, f"{name} raises no generation"
        now = {path: asked_again(path, before) for path, before in held.items()}
        changed[name] = sum(now[path].content != before.content for path, before in held.items())
        held = now
    assert PublishedNotice.objects.exists()
    # what search finds is on no page that is known; everything else was seen to change something here
    assert {name for name, pages in changed.items() if not pages} == {"index", "forget", "forget_strays"}


def asked_again(path: str, before: Any) -> Any:
    """The page as it is now, by the way of a reader who has the one of before."""
    asked = Client().get(path, headers={"if-none-match": before.headers.get("ETag", '"none"')})
    if asked.status_code != 304:
        return asked
    now = Client().get(path)
    assert (now.status_code, now.content) == (200, before.content), f"{path} is told to be the same"
    return now
