"""What readers may not know of a series: planned parts, titles not announced, chapters with nothing in them, fronts.

Words as in `test_leaks`: each test shows that what it looks for would have been found.
"""

from __future__ import annotations

import re
from datetime import date

import pytest

from articles.models import Article
from series import planning, publishing
from series.models.series import Chapter, Instalment, Moment, Series
from tests.factories import act, approve_all, make_published, make_site, make_user
from tests.proofs.making import edit, make_released, make_series, release, slot
from tests.proofs.readers import Answer, addresses, crawl, only_published_rows, seen_words
from tests.proofs.secrets import Words, make_secret, rewrite

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site():
    """A masthead."""
    make_site()


def _crawl(series: Series, *slugs: str) -> dict[str, Answer]:
    """Every page there is and whatever it leads to, with all addresses of the series and of these stories."""
    own = addresses({series.slug}, under="series/") + addresses(slugs, under="articles/")
    return crawl((), paths=[*own, f"/contributors/{series.slug}/", f"/tags/{series.slug}/"])


def _seen(series: Series, words: Words, *slugs: str) -> set[str]:
    """The fields whose words readers are told, with the guard on."""
    with only_published_rows():
        answers = _crawl(series, *slugs)
    seen = seen_words(answers, words.by_field.values())
    return {field for field, word in words.by_field.items() if word in seen}


def _released_with_a_part() -> Series:
    series = make_released(numbers=6)
    planning.attach(instalment=slot(series, 1), article=make_published(), user=make_user("editor"))
    return series


def _set(instalment: Instalment, **fields) -> None:
    for name, value in fields.items():
        setattr(instalment, name, value)
    instalment.save()


def test_planned_part_is_unknown_to_readers_even_after_a_release():
    words, series = Words(), _released_with_a_part()
    _set(slot(series, 2), **words.fill(Instalment))
    assert _seen(series, words) == set()
    release(series)
    assert _seen(series, words) == set()
    _set(slot(series, 2), is_announced=True)
    assert _seen(series, words) == set(), "an announcement is the chief editor's to release"
    release(series)
    assert _seen(series, words) == {"Instalment.announced_title"}


def test_announcement_taken_back_or_reworded_stays_as_released():
    words, series = Words(), _released_with_a_part()
    told = words.take("told")
    _set(slot(series, 3), is_announced=True, announced_title=told, announced_on=date(2026, 3, 1))
    release(series)
    _set(slot(series, 3), announced_title=words.take("reworded"), announced_on=date(2031, 7, 13))
    assert _seen(series, words) == {"told"}
    with only_published_rows():
        assert seen_words(_crawl(series), ["2031年", "2031-07", "Jul 2031", "7月13日"]) == {}
    _set(slot(series, 3), is_announced=False)
    release(series)
    assert _seen(series, words) == set()


def test_announced_part_shows_its_announcement_and_nothing_of_the_story_that_waits_in_it():
    words, series = Words(), _released_with_a_part()
    announced = Words(words)
    _set(slot(series, 2), is_announced=True, announced_title=announced.take("title"))
    article = make_secret(words)
    planning.attach(instalment=slot(series, 2), article=article, user=make_user("editor"))
    release(series)
    assert _seen(series, words, article.slug) == set()
    assert _seen(series, announced) == {"title"}
    act(article, "submit", article.author)
    approve_all(article)
    act(article, "publish", make_user("chief_editor"))
    assert "Article.headline" in _seen(series, words, article.slug)
    assert _seen(series, announced) == set(), "the story's own title stands in its place"


def test_chapter_without_a_readable_part_is_not_printed():
    words, series = Words(), _released_with_a_part()
    hidden = Chapter.objects.create(series=series, position=2, **words.fill(Chapter))
    _set(slot(series, 4), chapter=hidden)
    assert _seen(series, words) == set()
    release(series)
    assert _seen(series, words) == set()
    planning.attach(instalment=slot(series, 4), article=make_published(), user=make_user("editor"))
    assert {"Chapter.name", "Chapter.blurb"} <= _seen(series, words)


def test_chapter_renamed_on_the_desk_keeps_its_public_name():
    words, series = Words(), _released_with_a_part()
    series.chapters.update(**words.fill(Chapter))
    assert _seen(series, words) == set()
    release(series)
    assert "Chapter.name" in _seen(series, words)


def test_unreleased_series_shows_nothing_not_even_beside_its_public_story():
    words = Words()
    series = make_series(title=words.take("title"))
    front = Article.objects.get(pk=series.front_id)
    rewrite(words, front, front.author)
    series.chapters.update(**words.fill(Chapter))
    story = make_published()
    planning.attach(instalment=slot(series, 1), article=story, user=make_user("editor"))
    _set(slot(series, 2), is_announced=True, **words.fill(Instalment))
    assert _seen(series, words, story.slug, front.slug) == set()
    act(front, "submit", front.author)
    assert _seen(series, words, story.slug) == set()
    approve_all(front)
    assert _seen(series, words, story.slug) == set(), "approved is not released"
    release(series)
    shown = _seen(Series.objects.get(pk=series.pk), words, story.slug)
    assert {"Article.headline", "Article.body", "Chapter.name", "Instalment.announced_title"} <= shown
    assert "title" not in shown, "the working title is the desk's"
    assert "Instalment.working_title" not in shown


def test_front_edited_after_release_stays_as_released():
    words, series = Words(), _released_with_a_part()
    front = Article.objects.get(pk=series.front_id)
    act(front, "reopen", front.author)
    rewrite(words, front, front.author)
    assert _seen(series, words, front.slug) == set()
    release(series)  # submits, approves and publishes the front
    assert "Article.headline" in _seen(Series.objects.get(pk=series.pk), words, front.slug)


def test_total_is_told_only_where_it_is_announced():
    series = _released_with_a_part()
    Series.objects.filter(pk=series.pk).update(announced_total=29471)
    total = re.compile("(?<![0-9a-f-])29471(?![0-9a-f-])")  # and no part of a uid
    with only_published_rows():
        assert not [path for path, answer in _crawl(series).items() if total.search(answer.said)]
    release(series)
    assert [path for path, answer in _crawl(series).items() if total.search(answer.said)]


def test_series_taken_back_leaves_its_notice_and_its_stories():
    words = Words()
    series = make_series()
    front = Article.objects.get(pk=series.front_id)
    edit(front, front.author, body=f"<p>{words.take('note')}</p>", subheading=words.take("tagline"))
    series.chapters.update(name=words.take("chapter"))
    story = make_published()
    planning.attach(instalment=slot(series, 1), article=story, user=make_user("editor"))
    release(series)
    assert _seen(series, words, story.slug) == {"note", "tagline", "chapter"}
    chief, reason = make_user("chief_editor"), words.take("reason")
    publishing.withdraw_series(series=series, user=chief, note=reason, notice="专题暂时撤回。")
    assert _seen(series, words, story.slug) == set()
    answers = _crawl(series, story.slug)
    assert answers[f"/series/{series.slug}/"].status == 410
    assert "专题暂时撤回。" in answers[f"/series/{series.slug}/"].said
    assert answers[f"/articles/{story.slug}/"].status == 200
    assert answers[f"/series/{series.slug}/feed/"].status == 404


def test_numbers_never_close_up_over_a_hidden_part():
    series = make_released(numbers=5)
    editor = make_user("editor")
    for number in (1, 3):
        planning.attach(instalment=slot(series, number), article=make_published(), user=editor)
    text = _crawl(series)[f"/series/{series.slug}/"].said
    assert "之一" in text or ">一<" in text
    assert "之三" in text or ">三<" in text
    assert "之二" not in text


def test_timeline_is_unknown_to_readers_before_its_release_and_its_story_before_it_is_out():
    words, series = Words(), _released_with_a_part()
    story = make_secret(Words(words))
    Moment.objects.create(series=series, year=2025, article=story, **words.fill(Moment))
    assert _seen(series, words, story.slug) == set()
    release(series)
    assert _seen(series, words, story.slug) == {"Moment.text"}
    with only_published_rows():
        page = _crawl(series, story.slug)[f"/series/{series.slug}/"].said
    assert story.headline not in page and story.slug not in page and str(story.uid) not in page
    act(story, "submit", story.author)
    approve_all(story)
    act(story, "publish", make_user("chief_editor"))
    assert f"/articles/{story.slug}/" in _crawl(series)[f"/series/{series.slug}/"].said
