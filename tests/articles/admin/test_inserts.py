"""Clips and charts on the desk: typed, uploaded, put into the text, refused in words, and nobody else's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Article, Chart, ClipUse
from tests.articles.admin.pages import change_url, form_of, save, signed_in
from tests.clips import DEMO, demo_clip, placed, put_chart, use_clip
from tests.factories import make_draft, make_user
from tests.proofs.making import make_image, use_image

pytestmark = [pytest.mark.django_db]
UID = "11111111-1111-4111-8111-111111111111"


@pytest.fixture(autouse=True)
def own_stores(settings: Any, tmp_path: Path) -> None:
    files = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": files, "OPTIONS": {"location": tmp_path / "private", "base_url": None}},
        "public": {"BACKEND": files, "OPTIONS": {"location": tmp_path / "public", "base_url": "/media/"}},
    }


def _video() -> SimpleUploadedFile:
    return SimpleUploadedFile("渡轮.mp4", (DEMO / "last-ferry.mp4").read_bytes(), "text/html")


def test_reporter_types_a_chart_and_names_it_in_the_text_before_it_is_saved():
    article = make_draft()
    client = signed_in(article.author)
    data = form_of(client, article)
    told = {
        "charts-0-uid": UID,
        "charts-0-title": "年处理量",
        "charts-0-kind": "line",
        "charts-0-unit": "亿件",
        "charts-0-source": "后港站",
        "charts-0-table": "年份\t亿件\n2024年\t1.2\n2025年\t3.4",
        "body": article.body + f'<p><img data-use="{UID}" src="x.svg"></p>',
    }
    assert save(client, article, data, **told).status_code == 302
    chart = Chart.objects.get(article=article)
    assert (str(chart.uid), chart.rows) == (UID, [["2024年", "1.2"], ["2025年", "3.4"]])
    article.refresh_from_db()
    assert "charts" in article.revisions.get(number=article.revision_number).snapshot
    page = client.get(change_url(article)).content.decode()
    assert "articles/editor/chart" in page and "2025年\t3.4" in page
    preview = client.get(reverse("admin:articles_preview", args=[article.pk, "hant"])).content.decode()
    assert 'class="chart chart--line"' in preview and "億件" in preview


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"charts-0-table": "甲 1"}, "2 至 24 行"),
        ({"charts-0-table": "甲 1\n乙 一"}, "名称 数值"),
        ({"charts-0-table": "甲 1\n乙 " + "9" * 100_000}, "8000"),
        ({"charts-0-table": "甲\x00 1\n乙 2"}, "空字符"),
        ({"charts-0-title": ""}, "请填写"),
        ({"charts-0-title": "题\u202e目"}, "U+202E"),
        ({"charts-0-uid": "x"}, "UUID"),
    ],
)
def test_chart_that_cannot_be_drawn_is_refused_in_words_and_stays_as_typed(changes, words):
    article = make_draft()
    client = signed_in(article.author)
    told = {
        "charts-0-uid": UID,
        "charts-0-title": "年处理量",
        "charts-0-table": "甲 1\n乙 2",
        "charts-0-source": "站上的账",
    }
    answer = save(client, article, form_of(client, article), **told | changes)
    page = answer.content.decode()
    assert answer.status_code == 200 and words in page and "站上的账" in page
    assert not Chart.objects.exists()


def test_save_that_changes_no_clip_and_no_chart_makes_no_revision():
    article = make_draft()
    clip, chart = use_clip(article, demo_clip(article.author)), put_chart(article)
    article.body += placed(clip, chart)
    article.save()
    client = signed_in(article.author)
    assert save(client, article, form_of(client, article)).status_code == 302
    article.refresh_from_db()
    number = article.revision_number
    assert save(client, article, form_of(client, article)).status_code == 302
    article.refresh_from_db()
    assert article.revision_number == number


def test_chart_of_another_story_is_not_taken_from_it():
    other = put_chart(make_draft())
    article = make_draft()
    client = signed_in(article.author)
    told = {"charts-0-uid": str(other.uid), "charts-0-title": "抢", "charts-0-table": "甲 1\n乙 2"}
    assert save(client, article, form_of(client, article), **told).status_code == 302
    other.refresh_from_db()
    assert other.title == "年处理量" and Chart.objects.get(article=article).uid != other.uid


def test_upload_puts_a_clip_into_the_story_and_its_row_takes_captions_and_poster():
    article = make_draft()
    client = signed_in(article.author)
    answer = client.post(
        reverse("admin:articles_clip_upload", args=[article.pk]), {"upload": _video(), "then": "page"}
    )
    assert answer.status_code == 302
    use = ClipUse.objects.get(article=article)
    assert (use.clip.kind, use.clip.filename) == ("video", "渡轮.mp4")
    data = form_of(client, article)
    told = {
        "clips-0-slot": "lead",
        "clips-0-caption": "靠岸",
        "clips-0-captions": "00:01.000 --> 00:02.000\n到了",
    }
    assert save(client, article, data, **told).status_code == 302
    use.refresh_from_db()
    assert use.captions == "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n到了\n"
    bad = save(client, article, form_of(client, article), **{"clips-0-captions": "不是字幕"})
    assert bad.status_code == 200 and "WebVTT" in bad.content.decode() and "不是字幕" in bad.content.decode()
    played = client.get(
        reverse("admin:articles_media", args=[f"clips/{use.clip.sha256[:2]}/{use.clip.sha256}.mp4"]),
        headers={"Range": "bytes=0-9"},
    )
    assert played.status_code == 206 and "private" in played["Cache-Control"]
    assert len(b"".join(played)) == 10


def test_what_is_no_clip_is_refused_with_a_sentence():
    article = make_draft()
    client = signed_in(article.author)
    address = reverse("admin:articles_clip_upload", args=[article.pk])
    for data in (b"", b"<script>alert(1)</script>" * 20, b"\x00" * 5000):
        answer = client.post(address, {"upload": SimpleUploadedFile("a.mp4", data, "video/mp4")})
        assert answer.json()["uploaded"] == 0 and answer.json()["error"]["message"]
    assert client.post(address, {}).json()["uploaded"] == 0
    assert client.post(address, {"x": "1"}, headers={"Content-Length": str(10**12)}).status_code in (200, 413)
    assert not ClipUse.objects.exists()


def test_clip_of_a_draft_is_nobody_elses():
    article = make_draft()
    clip = demo_clip(article.author)
    use_clip(article, clip)
    address = reverse("admin:articles_media", args=[f"clips/{clip.sha256[:2]}/{clip.sha256}.mp4"])
    upload = reverse("admin:articles_clip_upload", args=[article.pk])
    whole = signed_in(article.author).get(address)
    assert whole.status_code == 200 and len(b"".join(whole)) == clip.size
    stranger = signed_in(make_user("reporter"))
    assert stranger.get(address).status_code == 404
    assert stranger.post(upload, {"upload": _video()}).status_code == 404
    assert signed_in(make_user("administrator")).get(address).status_code == 404
    assert Article.objects.get(pk=article.pk).clip_uses.count() == 1


def test_a_clip_with_a_poster_is_saved_again_and_a_poster_that_is_none_is_refused_in_words():
    article = make_draft()
    poster = use_image(article, make_image(), slot="body")
    clip = use_clip(article, demo_clip(article.author), slot="lead", poster=poster.uid)
    client = signed_in(article.author)
    data = form_of(client, article)
    assert data["clips-0-poster"] == [str(poster.uid)]
    assert save(client, article, data, standfirst="新写的导语。").status_code == 302
    for wrong in ("x", UID):
        answer = save(client, article, form_of(client, article), **{"clips-0-poster": wrong})
        assert (
            answer.status_code == 200 and answer.context["adminform"].form.rows["clips"].errors[0]["poster"]
        )
    clip.refresh_from_db()
    assert clip.poster == poster.uid
