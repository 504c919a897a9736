"""The sheet of figures beside the story's form: one button saves both, and neither loses what is typed in the other."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

from articles import editing
from articles.figuring.finding import content_of, find
from articles.models import Article, FigureCheck
from tests.articles.admin.pages import change_url, form_of, save, signed_in
from tests.factories import make_draft, make_user

pytestmark = pytest.mark.django_db
BODY = "<p>全区储备项目152个。</p><p>从签约到开工，用了九十九天。</p>"


def _keys(article: Article) -> list[str]:
    return [found.key for found in find(content_of(article))]


def _sheet(article: Article, **more: Any) -> dict[str, Any]:
    return {"key": _keys(article), **more}


def test_the_sheet_in_the_panel_belongs_to_the_form_and_the_page_of_figures_has_its_own():
    article = make_draft(body=BODY)
    client = signed_in(article.author)
    beside = client.get(change_url(article)).content.decode()
    assert 'type="submit" form="article_form" name="_figures" value="1"' in beside
    for key in _keys(article):
        assert f'name="key" value="{key}" form="article_form"' in beside
        assert re.search(rf'name="source-{key}"[^>]* form="article_form"', beside)
    own = client.get(reverse("admin:articles_figures", args=[article.pk])).content.decode()
    assert "article_form" not in own and "source-" in own
    part = client.post(
        reverse("admin:articles_figures_find", args=[article.pk]) + "?part=1&beside=1", {"headline": "题"}
    )
    assert 'name="_figures"' in part.content.decode()


def test_the_button_of_the_sheet_saves_ticks_sources_and_the_story():
    article = make_draft(body=BODY)
    editor = make_user("editor")
    client, (first, second) = signed_in(editor), _keys(article)
    marks = _sheet(article, ticking="1", tick=[first], _figures="1") | {f"source-{second}": "开工令"}
    answer = save(client, article, form_of(client, article), standfirst="刚写的导语。", **marks)
    article.refresh_from_db()
    assert answer.status_code == 302 and answer["Location"].endswith("#panel-figures")
    assert article.standfirst == "刚写的导语。" and article.revision_number == 2
    check, noted = FigureCheck.objects.order_by("pk")
    assert (check.key, check.ticked_by, noted.source) == (first, editor, "开工令")
    assert "核数表已保存。" in client.get(change_url(article)).content.decode()


def test_a_note_is_carried_to_the_wording_that_is_typed_with_it():
    article = make_draft(body=BODY)
    client, (first, _second) = signed_in(article.author), _keys(article)
    marks = _sheet(article, _figures="1") | {f"source-{first}": "区统计局"}
    save(client, article, form_of(client, article), body=BODY.replace("储备项目", "新开工项目"), **marks)
    page = client.get(change_url(article))
    entry = page.context["figure_sheet"].entries[0]
    assert entry.key != first and (entry.source, entry.carried) == ("区统计局", True)


def test_a_form_that_cannot_be_saved_keeps_what_is_typed_and_the_sheet_is_recorded():
    article = make_draft(body=BODY)
    client, (first, _second) = signed_in(article.author), _keys(article)
    marks = _sheet(article, _figures="1") | {f"source-{first}": "区统计局"}
    wrong = {"standfirst": "刚写的导语。", "slug": "有 空格"}
    answer = save(client, article, form_of(client, article), **wrong, **marks)
    assert answer.status_code == 200 and "刚写的导语。" in answer.content.decode()
    assert FigureCheck.objects.get().source == "区统计局"
    assert answer.context["figure_sheet"].entries[0].source == "区统计局"


@pytest.mark.parametrize("slug", ["fine", "有 空格"])
def test_a_note_that_cannot_be_kept_comes_back_with_the_reason_and_the_story_is_saved(slug):
    article = make_draft(body=BODY)
    client, (first, _second) = signed_in(article.author), _keys(article)
    marks = _sheet(article, _figures="1") | {f"source-{first}": "统计局\u202e出处"}
    answer = save(client, article, form_of(client, article), standfirst="刚写的导语。", slug=slug, **marks)
    html = answer.content.decode()
    assert "统计局\u202e出处" in html and not FigureCheck.objects.exists()
    article.refresh_from_db()
    if slug == "fine":
        assert answer.status_code == 409 and article.standfirst == "刚写的导语。"
    else:
        assert answer.status_code == 200 and "刚写的导语。" in html
        assert str(next(iter(answer.context["messages"])))


def test_any_other_save_keeps_notes_that_were_typed_and_ticks_nothing():
    article = make_draft(body=BODY)
    editor = make_user("editor")
    client, (first, second) = signed_in(editor), _keys(article)
    FigureCheck.objects.create(article=article, key="0" * 64, text="152个", source="旧稿注过的出处")
    marks = _sheet(article, ticking="1", tick=[first], _act="save")
    marks |= {f"source-{first}": "旧稿注过的出处", f"source-{second}": "开工令"}
    answer = save(client, article, form_of(client, article), standfirst="刚写的导语。", **marks)
    article.refresh_from_db()
    assert answer.status_code == 302 and article.standfirst == "刚写的导语。"
    assert [(one.key, one.source, one.is_ticked) for one in FigureCheck.objects.exclude(key="0" * 64)] == [
        (second, "开工令", False)
    ]


def test_a_reporter_ticks_nothing_by_a_forged_form_and_a_strangers_draft_is_not_there():
    article = make_draft(body=BODY)
    client, (first, _second) = signed_in(article.author), _keys(article)
    forged = _sheet(article, ticking="1", tick=[first], _figures="1")
    answer = save(client, article, form_of(client, article), **forged)
    assert answer.status_code == 403 and not FigureCheck.objects.exists()
    stranger = signed_in(make_user("reporter"))
    assert stranger.post(change_url(article), forged | {f"source-{first}": "x"}).status_code == 404
    assert not FigureCheck.objects.exists()


def test_somebody_elses_save_in_between_loses_neither():
    article = make_draft(body=BODY)
    client, (first, _second) = signed_in(article.author), _keys(article)
    data = form_of(client, article)
    article.headline = "别人改过的主题"
    article.save()
    editing.save_revision(article=article, user=make_user("editor"))
    marks = _sheet(article, _figures="1") | {f"source-{first}": "区统计局"}
    answer = save(client, article, data, headline="我改的主题", **marks)
    assert answer.status_code == 409 and "我改的主题" in answer.content.decode()
    assert FigureCheck.objects.get().source == "区统计局"


def test_a_story_of_hundreds_of_figures_can_be_sent_with_its_sheet():
    article = make_draft(body="".join(f"<p>第一批来了{number}人。</p>" for number in range(1001, 1301)))
    client = signed_in(article.author)
    marks = _sheet(article, _figures="1") | {f"source-{key}": "统计局" for key in _keys(article)}
    pad = {f"tick-{number}": "1" for number in range(500)}
    assert save(client, article, form_of(client, article), **marks, **pad).status_code == 302
    assert FigureCheck.objects.filter(source="统计局").count() == 300


def test_what_is_done_on_the_sheet_is_answered_with_the_sheet_of_what_is_typed():
    article = make_draft(body=BODY)
    client, (first, _second) = signed_in(make_user("editor")), _keys(article)
    url = reverse("admin:articles_figures", args=[article.pk]) + "?part=1&beside=1"
    tick = {"key": first, "ticking": "1", "tick": first}
    answer = client.post(url, tick | {"headline": "题", "standfirst": "一共引进18个项目。", "body": BODY})
    page = answer.content.decode()
    assert '<b lang="zh-Hans">18个' in page and "还没有保存" in page
    assert FigureCheck.objects.get().key == first
    article.refresh_from_db()
    assert article.standfirst == ""
    refused = client.post(url, tick | {"body": "<p>x" * 20_001})
    assert refused.status_code == 200 and '<b lang="zh-Hans">152个' in refused.content.decode()
