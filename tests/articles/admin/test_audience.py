"""Claims about the readers' pages: who sees them, and that their sums are those of the tallies."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.audience import plots, totals
from articles.audience.totals import Numbers
from articles.models import Tally
from tests.articles.admin.pages import signed_in
from tests.factories import make_published, make_user

pytestmark = pytest.mark.django_db


def read(story, number: int, *, gesture: str = "read", days_ago: int = 0) -> None:
    day = timezone.localdate() - timedelta(days=days_ago)
    Tally.objects.create(uid=story.uid, gesture=gesture, day=day, number=number)


def test_only_desk_heads_and_the_chief_see_what_readers_do() -> None:
    story = make_published()
    pages = [reverse("admin:readers"), reverse("admin:articles_readers_story", args=[story.pk])]
    told = {
        role: [signed_in(make_user(role)).get(page).status_code for page in pages]
        for role in ("chief_editor", "desk_head", "editor", "proofreader", "administrator")
    }
    assert told == {
        "chief_editor": [200, 200],
        "desk_head": [200, 200],
        "editor": [403, 403],
        "proofreader": [403, 403],
        "administrator": [403, 403],
    }
    assert signed_in(story.author).get(pages[0]).status_code == 403
    for role, shown in (("chief_editor", True), ("editor", False)):
        home = signed_in(make_user(role)).get("/admin/").content.decode()
        assert (pages[0] in home) is shown


def test_sums_are_those_of_the_period_and_of_the_story() -> None:
    story, other = make_published(), make_published()
    read(story, 40)
    read(story, 25, gesture="finish")
    read(story, 60, days_ago=8)
    read(other, 7, days_ago=1)
    client = signed_in(make_user("chief_editor"))
    week = client.get(reverse("admin:readers"), {"days": "7"}).context
    assert week["sum"] == Numbers(read=47, finish=25) and week["before"] == Numbers(read=60)
    assert [(row.name, row.numbers.read, row.share) for row in week["rows"]] == [
        (str(story), 40, 100),
        (str(other), 7, 18),
    ]
    own = client.get(reverse("admin:articles_readers_story", args=[story.pk]), {"days": "90"}).context
    assert own["sum"].read == 100 and own["sum"].completion == 25
    assert len(own["days"]) == 90


@pytest.mark.parametrize("days", ["", "x", "0", "-7", "99999999999", "7 OR 1=1", "７"])
def test_a_senseless_period_is_a_month(days: str) -> None:
    page = signed_in(make_user("chief_editor")).get(reverse("admin:readers"), {"days": days})
    assert page.context["period"].days == 30


def test_bars_stand_on_the_floor_and_the_inner_part_inside_its_bar() -> None:
    today = timezone.localdate()
    days = [
        (today - timedelta(days=2), Numbers(read=50, finish=80)),
        (today - timedelta(days=1), Numbers()),
        (today, Numbers(read=100, finish=10)),
    ]
    plot = plots.plot(days, lambda n: n.read, lambda n: n.finish)
    assert plot.highest == 100
    assert all(bar.y + bar.height == plot.height for bar in plot.bars)
    assert all(bar.inner_height <= bar.height for bar in plot.bars)
    assert [bar.height for bar in plot.bars] == [60, 0, 120]
    assert plots.plot([], lambda n: n.read).highest == 0
    assert plot.named[-1] == today and plot.named[0] == days[0][0]


def test_more_ends_than_reads_are_a_hundred_of_a_hundred() -> None:
    assert Numbers(read=3, finish=4).completion == 100
    assert Numbers(finish=4).completion is None
    assert totals.by_story(timezone.localdate()) == {}
