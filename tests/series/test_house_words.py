"""Terms that the house decided reach everything that has a traditional edition, not only stories."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from articles.models import (
    HantTerm,
    Masthead,
    Page,
    PublishedContributor,
    PublishedNotice,
    PublishedPage,
    PublishedSite,
    Section,
)
from articles.publishing_site import publish_page, publish_site
from series.models.published import PublishedPart, PublishedSeries
from series.models.series import Moment
from tests.articles.admin.pages import signed_in
from tests.factories import act, make_contributor, make_published, make_site, make_user
from tests.proofs.making import make_series, release, slot

pytestmark = pytest.mark.django_db
MACHINE, HOUSE = "平臺", "平台"


def _house() -> None:
    """A masthead, a section and a page that all speak of 平台."""
    make_site()
    Masthead.objects.update(name="平台新报", tagline="平台早知道", footer="平台主办\n平台承办")
    Section.objects.create(slug="pingtai", name="平台")
    page = Page.objects.create(slug="about", title="关于平台", body="<p>平台在<strong>平台</strong>上。</p>")
    publish_page(page=page)


def _chrome() -> str:
    site = PublishedSite.objects.get(script="hant")
    told = [
        site.name,
        site.tagline,
        *(line["text"] for line in site.footer),
        *(one["name"] for one in site.sections),
    ]
    page = PublishedPage.objects.get(script="hant")
    return " ".join([*told, *(one["title"] for one in site.pages), page.title, page.body_html])


def test_masthead_sections_and_pages_are_printed_with_the_terms_of_the_house():
    _house()
    assert _chrome().count(MACHINE) == 9 and HOUSE not in _chrome()
    client = signed_in(make_user("chief_editor"))
    data = {"term": "平台", "hant": HOUSE, "note": ""}
    assert client.post(reverse("admin:articles_hantterm_add"), data).status_code == 302
    assert _chrome().count(HOUSE) == 9 and MACHINE not in _chrome()
    assert "平台早知道" in Client().get("/zh-hant/").content.decode()
    publish_site()
    assert _chrome().count(HOUSE) == 9
    term = HantTerm.objects.get()
    assert (
        client.post(reverse("admin:articles_hantterm_delete", args=[term.pk]), {"post": "yes"}).status_code
        == 302
    )
    assert _chrome().count(MACHINE) == 9
    HantTerm.objects.create(term="平台", hant=HOUSE)
    call_command("refreeze", verbosity=0)
    assert _chrome().count(HOUSE) == 9
    assert PublishedSite.objects.get(script="hans").name == "平台新报"


def test_chapters_announcements_and_the_timeline_are_released_with_them():
    series = make_series(numbers=2)
    series.chapters.update(name="平台潮起", label="平台之一", blurb="平台怎样建成。")
    part = slot(series, 1)
    part.is_announced, part.announced_title, part.announced_on = True, "平台的第一天", date(2026, 12, 1)
    part.save()
    Moment.objects.create(series=series, year=2024, text="平台开工")
    HantTerm.objects.create(term="平台", hant=HOUSE)
    release(series)
    row = PublishedSeries.objects.get(script="hant")
    (chapter,), (moment,) = row.chapters, row.moments
    announced = PublishedPart.objects.get(script="hant", number=1).announced_title
    told = [chapter["name"], chapter["label"], chapter["blurb"], moment["text"], announced]
    assert told == ["平台潮起", "平台之一", "平台怎樣建成。", "平台開工", "平台的第一天"]
    preview = signed_in(make_user("chief_editor")).get(
        reverse("admin:articles_preview", args=[series.front_id, "hant"])
    )
    assert "平台開工" in preview.content.decode() and MACHINE not in preview.content.decode()


def test_people_and_notices_are_printed_with_them():
    HantTerm.objects.create(term="平台", hant=HOUSE)
    person = make_contributor("何小满", bio="平台记者。")
    story = make_published(credited=person)
    assert PublishedContributor.objects.get(script="hant").bio == "平台記者。"
    act(story, "withdraw", make_user("chief_editor"), note="事实有误，正在核实。", notice="平台已核实。")
    assert PublishedNotice.objects.get(script="hant").text == "平台已核實。"
