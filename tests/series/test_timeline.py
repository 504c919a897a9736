"""大事记: planned on the desk, frozen by a release, linked while its stories are public."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import translation

from series import publishing
from series.models import Moment, PublishedSeries
from tests.factories import act, make_published, make_user
from tests.proofs.making import make_released
from tests.published import put_running_series, put_site

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def text(response: Any) -> str:
    return str(response.content.decode())


def timeline(page: str) -> str:
    """The section as words."""
    found = re.search(r'<section class="chron".*?</section>', page, re.DOTALL)
    return found[0] if found else ""


def release(series: Any) -> None:
    publishing.publish_series(series=series, user=make_user("chief_editor"))


def test_moments_show_with_the_release_and_not_before(client: Client) -> None:
    series = make_released()
    Moment.objects.create(series=series, year=2025, month=3, day=12, text="清单贴上政务大厅的墙")
    path = f"/series/{series.slug}/"
    assert "清单贴上" not in text(client.get(path))
    release(series)
    assert "清单贴上" in timeline(text(client.get(path)))
    assert "清單貼上" in timeline(text(client.get(f"/zh-hant{path}")))


def test_moments_stand_in_the_order_of_time_as_exact_as_they_are(client: Client) -> None:
    series = make_released()
    for told in (
        (2025, 3, 12, "丙"),
        (2025, None, None, "甲"),
        (2025, 3, None, "乙"),
        (1987, None, None, "旧"),
    ):
        Moment.objects.create(series=series, **dict(zip(("year", "month", "day", "text"), told, strict=True)))
    release(series)
    page = timeline(text(client.get(f"/series/{series.slug}/")))
    assert re.findall(r'datetime="([\d-]+)"', page) == ["1987", "2025", "2025-03", "2025-03-12"]
    assert [page.index(sign) for sign in "旧甲乙丙"] == sorted(page.index(sign) for sign in "旧甲乙丙")
    assert page.count("chron__year") == 2 and "3月12日" in page


def test_story_of_a_moment_is_linked_exactly_while_it_is_public(client: Client) -> None:
    series, story = make_released(), make_published()
    Moment.objects.create(series=series, year=2025, text="挂牌", article=story)
    release(series)
    path, link = f"/series/{series.slug}/", f'href="/articles/{story.slug}/"'
    assert link in timeline(text(client.get(path)))
    act(story, "withdraw", make_user("chief_editor"), note="来源要求", notice="本文已撤回。")
    page = timeline(text(client.get(path)))
    assert "挂牌" in page and link not in page and story.headline not in page


def test_timeline_goes_with_its_series() -> None:
    series = make_released()
    Moment.objects.create(series=series, year=2025, text="挂牌")
    release(series)
    assert [len(row.moments) for row in PublishedSeries.objects.all()] == [1, 1]
    publishing.withdraw_series(series=series, user=make_user("chief_editor"), note="调整", notice="已撤下。")
    assert not PublishedSeries.objects.exists()


def test_series_without_moments_prints_no_timeline_and_figures_link_to_their_part(client: Client) -> None:
    put_site()
    figure = {"prefix": "", "value": "99", "unit": "天", "label": "挂牌", "source": "服务中心"}
    _series, stories = put_running_series(2, slug="chaoxi", front={"key_figures": [figure]})
    page = text(client.get("/series/chaoxi/"))
    assert "chron" not in page and "服务中心</dd>" in page
    front = PublishedSeries.objects.first().front_uid
    told = figure | {"from_uid": str(stories[1])}
    from articles.models.published import PublishedArticle

    PublishedArticle.objects.filter(uid=front).update(key_figures=[told])
    assert '<a href="#p2">' in text(client.get("/series/chaoxi/"))
    PublishedArticle.objects.filter(uid=stories[1]).delete()
    assert '<a href="#p2">' not in text(client.get("/series/chaoxi/"))


@pytest.mark.parametrize(
    "told",
    [{"day": 5}, {"month": 2, "day": 30}, {"month": 2, "day": 29}],
    ids=["no month", "never", "no leap year"],
)
def test_dates_that_the_calendar_does_not_have_are_refused(told: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        Moment(series=make_released(), year=2025, text="挂牌", **told).full_clean()


@pytest.mark.parametrize(
    "told", [{"year": 999}, {"year": 10000}, {"year": 2025, "month": 13}, {"year": 2025, "day": 3}]
)
def test_database_holds_no_impossible_date(told: dict[str, int]) -> None:
    series = make_released()
    with pytest.raises(IntegrityError), transaction.atomic():
        Moment.objects.create(series=series, text="挂牌", **told)


@pytest.mark.parametrize(
    ("kind", "hans", "hant"),
    [("note", "编者按", "編者按"), ("opening", "开栏的话", "開欄的話"), ("after", "编后", "編後")],
)
def test_note_prints_its_own_label_in_both_scripts(client: Client, kind: str, hans: str, hant: str) -> None:
    put_site()
    put_running_series(1, slug="chaoxi", note_kind=kind, front={"body_html": "<p>海边人讲潮信。</p>"})
    assert f'id="note-h">{hans}' in text(client.get("/series/chaoxi/"))
    with translation.override("en"):  # a reader's page never takes the language of the process
        assert f'id="note-h">{hant}' in text(client.get("/zh-hant/series/chaoxi/"))


@pytest.mark.parametrize(
    ("theme", "setting", "title", "form"),
    [
        ("ink", "", "潮汐有信", "cover--one"),
        ("ink", "vertical", "潮汐有信", "cover--one"),
        ("ink", "level", "潮汐有信", "cover--flat cover--brief"),
        ("annals", "", "潮汐有信", "cover--one"),
        ("annals", "vertical", "山海为证·金普新程", "cover--two cover--upright"),
        ("harbour", "vertical", "潮汐有信", "cover--one"),  # a poster has one way
        ("annals", "vertical", "一千个门牌号的四百个日夜", "cover--flat"),  # too long to be read downwards
        ("ink", "sideways", "潮汐有信", "cover--one"),
    ],
)
def test_title_is_set_as_chosen_where_the_theme_can(
    client: Client, theme: str, setting: str, title: str, form: str
) -> None:
    put_running_series(1, slug="chaoxi", title=title, theme=theme, title_setting=setting)
    assert f'<header class="cover {form}">' in text(client.get("/series/chaoxi/"))
