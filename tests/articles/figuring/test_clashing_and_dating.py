"""Figures that do not agree are flagged without telling what a person may not see; days are told as readers take them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from articles import hooks
from articles.figuring import dating
from articles.figuring.clashing import clashes
from articles.figuring.finding import content_of, find
from articles.figuring.sheet import reading, sheet
from articles.models import Article
from articles.rights import Standing
from series import planning
from series.models import Instalment
from tests.factories import act, make_approved, make_draft, make_published, make_user
from tests.proofs.making import edit

pytestmark = pytest.mark.django_db

MINE = "<p>全区的重大产业项目152个，涨潮以后一个一个落地。</p>"
OTHER = "<p>重大产业项目153个，SENTINEL名单贴在墙上。</p>"


def series_of(*stories: Article) -> None:
    editor = make_user("editor")
    series = planning.create_series(title="潮汐有信", user=editor)
    for number, story in enumerate(stories, start=1):
        part = Instalment.objects.create(series=series, number=number)
        planning.attach(instalment=part, article=story, user=editor)


def test_another_figure_in_the_series_is_told_with_the_story_to_whom_it_is_open():
    mine, other = make_draft(body=MINE), make_draft(body=OTHER, headline="清单上的名字")
    series_of(mine, other)
    (told,) = clashes(find(content_of(mine)), mine, make_user("editor")).values()
    (one,) = told
    assert "153个" in one.message
    assert one.story == "之二《清单上的名字》" and f"/{other.pk}/" in one.url
    (hidden,) = clashes(find(content_of(mine)), mine, mine.author).values()
    assert hidden[0].message and not hidden[0].url
    assert "153" not in hidden[0].message and "清单" not in hidden[0].message


def test_stories_outside_the_series_and_figures_that_agree_are_not_flagged():
    mine, other = make_draft(body=MINE), make_draft(body=OTHER)
    assert not clashes(find(content_of(mine)), mine, make_user("editor"))
    series_of(mine, make_draft(body=OTHER.replace("153", "152")))
    assert not clashes(find(content_of(mine)), mine, make_user("editor"))
    assert other.pk


@pytest.mark.parametrize(
    ("mine", "other", "word"),
    [
        ("总投资额2.26万元", "总投资额2.26亿元", "亿"),
        ("同比增长率提高3%", "同比增长率提高3个百分点", "百分点"),
    ],
)
def test_slips_of_scale_and_of_percent_are_named(mine: str, other: str, word: str):
    story = make_draft(body=f"<p>北山水库引水管线{mine}。</p><p>北山水库引水管线{other}。</p>")
    told = [
        one.message for line in clashes(find(content_of(story)), story, story.author).values() for one in line
    ]
    assert told and all(word in message for message in told)


def test_a_series_is_compared_with_so_many_parts_and_in_so_many_queries(django_assert_max_num_queries):
    stories = [make_draft(body=MINE)]
    series_of(*stories)
    series = Instalment.objects.get(article=stories[0]).series
    for number in range(2, hooks.MOST_SIBLINGS + 6):
        story = Article(
            author=stories[0].author,
            route=series.route,
            headline=f"第{number}篇",
            slug=f"p{number}",
            body=OTHER,
        )
        story.save()
        Instalment.objects.create(series=series, number=number, article=story)
    found, editor = find(content_of(stories[0])), make_user("editor")
    with django_assert_max_num_queries(4):
        (told,) = clashes(found, stories[0], editor).values()
    assert len(told) == hooks.MOST_SIBLINGS


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("超5000亿元", "超5000亿元"),
        ("九十九天", "99天"),
        ("一万九千四百户", "1.94万户"),
        ("百分之七", "7%"),
        ("9亿～16亿元", "9～16亿元"),
        ("二十多分钟", "20多分钟"),
    ],
)
def test_a_figure_is_read_in_digits(text: str, said: str):
    article = make_draft(body=f"<p>一共{text}。</p>")
    (found,) = find(content_of(article))
    assert reading(found.figure) == said


@time_machine.travel(datetime(2026, 1, 2, 2, tzinfo=UTC), tick=False)
def test_a_word_is_held_against_the_day_on_which_its_sentence_was_written():
    with time_machine.travel(datetime(2025, 12, 31, 2, tzinfo=UTC), tick=False):
        article = make_draft(body="<p>去年的清单贴在墙上。昨天又添了两行。</p>")
    edit(article, article.author, headline="改了题目")
    told = {word.text: word for word in dating.shifted(article)}
    assert set(told) == {"去年", "昨天"}
    assert dating.short(told["昨天"].was, told["昨天"].now) == "2025年12月30日"
    assert dating.short(told["昨天"].now, told["昨天"].now) == "1月1日"
    assert dating.short(told["去年"].now, told["去年"].now) == "2025年"
    edit(article, article.author, body="<p>去年的清单贴在墙上。昨天又添了三行。</p>")
    assert [word.text for word in dating.shifted(article)] == ["去年"]


def test_what_is_out_shifts_no_more():
    with time_machine.travel(datetime(2026, 1, 1, 2, tzinfo=UTC), tick=False):
        article = make_published(body="<p>昨天又添了两行。</p>")
        assert not sheet(Standing(article.author, article)).words
    with time_machine.travel(datetime(2026, 1, 9, 2, tzinfo=UTC), tick=False):
        assert not sheet(Standing(article.author, article)).shifted


@time_machine.travel(datetime(2026, 1, 2, 2, tzinfo=UTC), tick=False)
def test_a_move_of_the_schedule_names_the_words_it_changes():
    article = make_approved(body="<p>明天开闸，今年通水。</p>")
    soon = datetime(2026, 1, 2, 12, tzinfo=UTC)
    assert not dating.moved(article, soon)
    act(article, "schedule", make_user("chief_editor"), publish_at=soon)
    (word,) = dating.moved(article, soon + timedelta(days=1))
    assert (word.text, dating.short(word.now, word.now)) == ("明天", "1月4日")
