"""Claims about the preview of a front: it is the landing that a release would make."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from series import planning, publishing
from series.models.published import PublishedSeries
from series.models.series import Chapter, Instalment, Series
from tests.articles.admin.pages import signed_in
from tests.articles.admin.test_preview import PICTURE
from tests.factories import (
    act,
    approve_all,
    make_draft,
    make_published,
    make_site,
    make_user,
    make_withdrawn,
    route,
)

pytestmark = pytest.mark.django_db


def full_series() -> Series:
    """Two chapters; a story that is out, one withdrawn, an announcement, a draft and an empty slot."""
    chief = make_user("chief_editor")
    series = planning.create_series(title="山海为证", user=chief, route=route("single"))
    first = Chapter.objects.create(series=series, position=1, name="谋", blurb="线画在纸上。")
    second = Chapter.objects.create(series=series, position=2, name="建")
    stories = (make_published(), make_withdrawn(), make_draft(headline="尚未公开的草稿"))
    for number, story in enumerate(stories, start=1):
        slot = Instalment.objects.create(series=series, number=number, chapter=first)
        planning.attach(instalment=slot, article=story, user=chief)
    Instalment.objects.create(
        series=series,
        number=4,
        chapter=second,
        is_announced=True,
        announced_title="第三座桥",
        announced_on="2027-01-05",
    )
    Instalment.objects.create(series=series, number=5, working_title="没派的点子")
    front = series.front
    act(front, "submit", front.author)
    approve_all(front)
    return series


def preview_of(series: Series, script: str) -> str:
    return reverse("admin:articles_preview", args=[series.front_id, script])


@pytest.mark.parametrize("script", ["hans", "hant"])
def test_the_preview_of_a_front_is_the_landing_that_the_release_makes(script: str) -> None:
    make_site()
    series = full_series()
    publishing.publish_series(series=series, user=make_user("chief_editor"))
    public = Client().get(reverse("series", kwargs={"script": script, "slug": series.slug})).content.decode()
    shown = signed_in(make_user("editor")).get(preview_of(series, script)).content.decode()
    assert PICTURE.sub("…", shown) == PICTURE.sub("…", public)


def test_the_preview_shows_the_plan_before_any_release() -> None:
    make_site()
    series = full_series()
    shown = signed_in(make_user("editor")).get(preview_of(series, "hans")).content.decode()
    assert not PublishedSeries.objects.exists()
    assert "第三座桥" in shown
    assert "尚未公开的草稿" not in shown
    assert "没派的点子" not in shown


def test_a_reporter_does_not_preview_a_front_that_is_not_theirs() -> None:
    series = full_series()
    assert signed_in(make_user("reporter")).get(preview_of(series, "hans")).status_code == 404
