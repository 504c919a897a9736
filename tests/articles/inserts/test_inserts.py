"""Clips and charts on their way: part of what is signed, restored with it, printed from it, gone with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from articles import editing, readiness, restoring, snapshots
from articles.diff import Area, diff
from articles.models import Article, Chart, PublishedArticle
from articles.search.plain import plain_text
from tests.clips import demo_clip, placed, put_chart, use_clip
from tests.factories import (
    act,
    approve_all,
    ensure_defaults,
    make_draft,
    make_published,
    make_site,
    make_user,
)
from tests.published import picture, put_site, put_story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_stores")]


def _draft_with_everything() -> Article:
    """A video story: a clip at its head, another and a chart in its text."""
    article = make_draft(kind="video", slug="mo-ban")
    lead = use_clip(article, demo_clip(article.author), slot="lead")
    sound = use_clip(
        article, demo_clip(article.author, "harbour-fog.mp3"), captions="", transcript="雾笛两声。"
    )
    chart = put_chart(article)
    article.body += placed(sound, chart) + "<p>后面还有。</p>"
    article.save()
    editing.save_revision(article=article, user=article.author)
    assert lead.clip.is_video and not sound.clip.is_video
    return Article.objects.get(pk=article.pk)


def _publish(article: Article) -> Article:
    act(article, "submit", article.author)
    approve_all(article)
    act(article, "publish", make_user("chief_editor"))
    return Article.objects.get(pk=article.pk)


def test_upload_changes_no_content_until_the_text_names_it():
    article = make_draft()
    before = snapshots.take(article)
    sound, chart = use_clip(article, demo_clip(article.author, "harbour-fog.mp3")), put_chart(article)
    assert snapshots.take(article) == before
    article.body += placed(sound, chart)
    told = snapshots.take(article)
    assert [clip["use"] for clip in told["clips"]] == [str(sound.uid)]
    assert told["charts"][0]["rows"] == [["2024年", "1.2"], ["2025年", "3.4"]]


def test_every_word_of_an_insert_is_part_of_the_hash():
    article = _draft_with_everything()
    seen = {snapshots.canonical(snapshots.take(article))}
    for name in ("caption", "credit", "ai_label", "captions", "transcript"):
        article.clip_uses.filter(slot="lead").update(**{name: f"改{name}"})
        seen.add(snapshots.canonical(snapshots.take(article)))
    for name, value in {
        "title": "另一题",
        "unit": "件",
        "source": "别处",
        "kind": "line",
        "rows": [["甲", "1"], ["乙", "2"]],
    }.items():
        article.charts.update(**{name: value})
        seen.add(snapshots.canonical(snapshots.take(Article.objects.get(pk=article.pk))))
    assert len(seen) == 11


def test_restoring_brings_clips_and_charts_back_and_keeps_those_that_wait():
    article = _draft_with_everything()
    told = snapshots.take(article)
    waiting = put_chart(article, title="等着")
    article.clip_uses.update(caption="改了", poster=None)
    Chart.objects.exclude(pk=waiting.pk).delete()
    assert snapshots.take(Article.objects.get(pk=article.pk)) != told
    restoring.apply(told, Article.objects.get(pk=article.pk))
    again = Article.objects.get(pk=article.pk)
    assert snapshots.take(again) == told
    assert again.charts.filter(uid=waiting.uid).exists()


def test_difference_names_the_clip_and_the_chart_that_changed():
    article = _draft_with_everything()
    before = snapshots.take(article)
    article.clip_uses.filter(slot="lead").update(transcript="新的文字稿")
    article.charts.update(rows=[["2024年", "1.2"], ["2025年", "3.5"]])
    told = diff(before, snapshots.take(Article.objects.get(pk=article.pk)))
    assert (told.count(Area.CLIPS), told.count(Area.CHARTS)) == (1, 1)
    (row,) = [row for row in told.changed if row.area == Area.CHARTS]
    assert "3.5" in "".join(span.text for span in row.after)


def test_readers_get_player_captions_chart_and_table_in_both_scripts(media_stores: Path):
    make_site()
    article = _publish(_draft_with_everything())
    hans = Client().get("/articles/mo-ban/").content.decode()
    hant = Client().get("/zh-hant/articles/mo-ban/").content.decode()
    for page in (hans, hant):
        assert page.count("<video ") == 1 and page.count("<audio ") == 1
        assert page.count("<track ") == 1 and "<details" in page and 'class="chart ' in page
        assert "style=" not in page and "<iframe" not in page
    row = PublishedArticle.objects.get(uid=article.uid, script="hant")
    assert row.lead_clip["transcript"] == "末班渡輪靠了後港。"
    assert "霧笛兩聲" in hant and "億件" in hant
    names = [row.lead_clip["src"], row.lead_clip["captions"]]
    captions = (media_stores / "public" / names[1]).read_text("utf-8")
    assert captions.startswith("WEBVTT") and "末班渡輪靠了後港" in captions
    before = [*PublishedArticle.objects.order_by("script").values()]
    call_command("refreeze")
    after = [*PublishedArticle.objects.order_by("script").values()]
    assert [{**row, "id": 0} for row in before] == [{**row, "id": 0} for row in after]


@pytest.mark.django_db(transaction=True)
def test_withdrawn_clip_leaves_the_public_store_with_its_story(media_stores: Path):
    ensure_defaults()
    article = _publish(_draft_with_everything())
    row = PublishedArticle.objects.get(uid=article.uid, script="hans")
    shown = [media_stores / "public" / row.lead_clip[name] for name in ("src", "captions")]
    assert all(path.exists() for path in shown)
    act(article, "withdraw", make_user("chief_editor"), note="画面有误", notice="视频有误，核实后重发。")
    assert not any(path.exists() for path in shown)


def test_story_with_a_mute_clip_or_a_chart_without_source_is_not_published():
    article = _draft_with_everything()
    assert not {gap.code for gap in readiness.gaps(article)} & readiness.TO_PUBLISH
    article.clip_uses.filter(slot="lead").update(captions="", credit="")
    article.charts.update(source="")
    codes = {gap.code for gap in readiness.gaps(Article.objects.get(pk=article.pk))}
    assert {"clip_no_words", "clip_no_credit", "chart_no_source"} <= codes & readiness.TO_PUBLISH
    assert "clip_no_poster" in codes - readiness.TO_PUBLISH


def test_story_that_names_a_chart_it_no_longer_has_is_not_published():
    article = _draft_with_everything()
    article.charts.all().delete()
    assert "picture_lost" in {gap.code for gap in readiness.gaps(Article.objects.get(pk=article.pk))}
    assert make_published().is_public


def test_film_with_a_poster_is_a_video_for_machines_too():
    clip = {
        "kind": "video",
        "src": "ab/film.mp4",
        "captions": "",
        "milliseconds": 13_400,
        "width": 854,
        "height": 480,
        "poster": picture(),
        "caption": "头班轮渡过湾",
        "credit": "",
        "ai_label": "",
        "transcript": "到了。",
    }
    put_site()
    put_story(slug="pian-zi", kind="video", lead_clip=clip)
    page = Client().get("/articles/pian-zi/").content.decode()
    data = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    told = next(block["video"] for block in (data if isinstance(data, list) else [data]) if "video" in block)
    assert (told["name"], told["duration"], told["transcript"]) == ("头班轮渡过湾", "PT13S", "到了。")
    assert told["contentUrl"].endswith("/media/ab/film.mp4") and told["thumbnailUrl"].endswith(".jpg")


def test_readers_find_what_is_said_in_a_clip_and_not_what_the_page_says_of_itself():
    make_site()
    article = _publish(_draft_with_everything())
    row = PublishedArticle.objects.get(uid=article.uid, script="hans")
    text = plain_text(row.body_html)
    assert "雾笛两声" in text and "2025年" in text and text.count("3.4") == 1
    assert "查看数据" in row.body_html and "播放音频" in row.body_html
    assert not [label for label in ("查看数据", "文字稿", "播放音频") if label in text]
    assert "末班渡轮靠了后港" in Client().get("/search/?q=末班渡轮靠了后港").content.decode().replace(
        "<mark>", ""
    ).replace("</mark>", "")
