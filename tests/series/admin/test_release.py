"""Claims about releasing a series and taking it back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Transition
from articles.models.published import PublishedArticle, PublishedNotice
from articles.workflow import Status
from newsroom.staff.models import User
from series import planning
from series.arranging import plan_hash
from series.models.published import PublishedPart, PublishedSeries
from series.models.series import Instalment, Series
from tests.articles.admin.pages import signed_in
from tests.factories import (
    act,
    approve_all,
    make_approved,
    make_draft,
    make_published,
    make_site,
    make_user,
    route,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief() -> User:
    return make_user("chief_editor")


@pytest.fixture
def series(chief: User) -> Series:
    return planning.create_series(title="山海为证", user=chief, route=route("single"))


def sign_front(series: Series) -> None:
    front = series.front
    act(front, "submit", front.author)
    approve_all(front)


def add(series: Series, story: Article, number: int, user: User) -> Article:
    planning.attach(
        instalment=Instalment.objects.create(series=series, number=number), article=story, user=user
    )
    return story


def press(client: Client, series: Series, *stories: Article, **data: Any) -> Any:
    return client.post(
        reverse("admin:series_release", args=[series.pk]),
        {
            "seen_plan": plan_hash(series),
            "publish": [f"{story.pk}:{story.revision_number}" for story in stories],
            **data,
        },
    )


def test_only_the_chief_editor_releases(series: Series) -> None:
    sign_front(series)
    for role in ("editor", "desk_head"):
        client = signed_in(make_user(role))
        assert press(client, series).status_code == 403
    assert not PublishedSeries.objects.exists()


def test_a_release_takes_the_ticked_stories_with_it(chief: User, series: Series) -> None:
    sign_front(series)
    out, signed, left = (add(series, make_approved(), number, chief) for number in (1, 2, 3))
    answer = press(signed_in(chief), series, out, signed)
    assert answer.headers["Location"] == reverse("admin:series_board", args=[series.pk])
    assert PublishedSeries.objects.filter(uid=series.uid).count() == 2
    public = set(PublishedArticle.objects.values_list("uid", flat=True))
    assert {out.uid, signed.uid, series.front.uid} <= public
    assert left.uid not in public


def test_the_page_says_what_becomes_of_every_part(chief: User, series: Series) -> None:
    add(series, make_published(headline="已经发布的一篇"), 1, chief)
    add(series, make_approved(headline="签好的一篇"), 2, chief)
    add(series, make_draft(headline="还在写的一篇"), 3, chief)
    Instalment.objects.create(
        series=series, number=4, is_announced=True, announced_title="预告的一篇", announced_on="2027-01-05"
    )
    html = signed_in(chief).get(reverse("admin:series_release", args=[series.pk])).content.decode()
    for title in ("已经发布的一篇", "签好的一篇", "还在写的一篇", "预告的一篇"):
        assert title in html
    assert html.count('name="publish"') == 1
    assert 'type="submit">' not in html.split('class="release-parts"')[1].split("submit-row")[0]


def test_without_a_signed_front_nothing_goes_out(chief: User, series: Series) -> None:
    story = add(series, make_approved(), 1, chief)
    answer = press(signed_in(chief), series, story)
    assert answer.status_code == 409
    assert not PublishedSeries.objects.exists()
    story.refresh_from_db()
    assert story.status == Status.APPROVED
    assert Transition.objects.filter(action="release", outcome="refused").exists()


def test_a_plan_that_changed_meanwhile_is_not_released(chief: User, series: Series) -> None:
    sign_front(series)
    seen = plan_hash(series)
    Instalment.objects.create(series=series, number=1, is_announced=True, announced_title="刚加的预告")
    answer = press(signed_in(chief), series, seen_plan=seen)
    assert answer.status_code == 409
    assert "刚加的预告" in answer.content.decode()
    assert not PublishedSeries.objects.exists()


def test_a_story_that_changed_meanwhile_stays_out_and_the_others_go(chief: User, series: Series) -> None:
    sign_front(series)
    good, stale = (add(series, make_approved(), number, chief) for number in (1, 2))
    answer = signed_in(chief).post(
        reverse("admin:series_release", args=[series.pk]),
        {
            "seen_plan": plan_hash(series),
            "publish": [f"{good.pk}:{good.revision_number}", f"{stale.pk}:{stale.revision_number - 1}"],
        },
        follow=True,
    )
    good.refresh_from_db()
    stale.refresh_from_db()
    assert (good.status, stale.status) == (Status.PUBLISHED, Status.APPROVED)
    assert stale.headline in " ".join(str(message) for message in answer.context["messages"])


def test_a_story_outside_the_series_is_not_published_from_here(chief: User, series: Series) -> None:
    sign_front(series)
    other = make_approved()
    press(
        signed_in(chief), series, other, publish=[f"{other.pk}:{other.revision_number}", "x", "1:x", "9" * 40]
    )
    other.refresh_from_db()
    assert other.status == Status.APPROVED


def test_taking_back_needs_a_reason_and_a_notice(chief: User, series: Series) -> None:
    make_site()
    sign_front(series)
    story = add(series, make_approved(), 1, chief)
    client = signed_in(chief)
    press(client, series, story)
    url = reverse("admin:series_take_back", args=[series.pk])
    assert client.post(url, {"note": "", "notice": "本专题已收回。"}).status_code == 400
    assert PublishedSeries.objects.exists()
    assert client.post(url, {"note": "主办方要求", "notice": "本专题已收回。"}).status_code == 302
    assert not PublishedSeries.objects.exists()
    assert not PublishedPart.objects.exists()
    assert PublishedNotice.objects.filter(uid=series.front.uid).count() == 2
    assert PublishedArticle.objects.filter(uid=story.uid).count() == 2


def test_what_was_never_released_cannot_be_taken_back(chief: User, series: Series) -> None:
    client = signed_in(chief)
    url = reverse("admin:series_take_back", args=[series.pk])
    assert client.get(url).status_code == 409
    assert client.post(url, {"note": "主办方要求", "notice": "已收回。"}).status_code == 409


def test_only_the_chief_editor_takes_back(series: Series) -> None:
    url = reverse("admin:series_take_back", args=[series.pk])
    for role in ("editor", "desk_head", "reporter"):
        assert signed_in(make_user(role)).post(url, {"note": "x", "notice": "y"}).status_code == 403


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "11月29日"), ("en", "29 November")])
def test_announced_day_is_told_as_the_language_writes_days(
    series: Series, chief: User, language: str, words: str
) -> None:
    chief.language = language
    chief.save()
    told = {"is_announced": True, "announced_title": "窗口前移之后", "announced_on": "2026-11-29"}
    Instalment.objects.create(series=series, number=1, **told)
    page = signed_in(chief).get(reverse("admin:series_release", args=[series.pk])).content.decode()
    assert "窗口前移之后" in page and words in page
