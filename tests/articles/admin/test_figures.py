"""The sheet of figures on the desk: ticked with and without a script, told to whom it is open, refused in words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from articles.figuring import checking
from articles.figuring.finding import content_of, find
from articles.models import Article, FigureCheck, KeyFigure
from articles.workflow import Status
from series import planning
from series.models import Instalment
from tests.articles.admin.pages import act_url, change_url, do, signed_in
from tests.factories import (
    make_approved,
    make_draft,
    make_in_review,
    make_reviewers,
    make_user,
    route,
    tick_all,
)

pytestmark = pytest.mark.django_db

BODY = "<p>全区储备项目152个。</p><p>从签约到开工，用了九十九天。</p>"


def sheet_url(article: Article) -> str:
    return reverse("admin:articles_figures", args=[article.pk])


def keys(article: Article) -> list[str]:
    return [found.key for found in find(content_of(article))]


def test_proofreader_ticks_with_a_plain_form_and_the_form_of_the_story_shows_it():
    article, proofreader = make_draft(body=BODY), make_user("proofreader")
    client, (first, second) = signed_in(proofreader), keys(article)
    page = client.get(sheet_url(article)).content.decode()
    assert "152个" in page and "= 99天" in page and "第2段" in page
    data = {"key": [first, second], "ticking": "1", "tick": [first], f"source-{second}": "开工令"}
    assert client.post(sheet_url(article), data).status_code == 302
    check, noted = FigureCheck.objects.order_by("pk")
    assert (check.key, check.ticked_by, noted.source) == (first, proofreader, "开工令")
    shown = client.get(change_url(article)).content.decode()
    assert proofreader.get_full_name() in shown and "开工令" in shown
    assert client.post(sheet_url(article), {**data, "tick": []}).status_code == 302
    check.refresh_from_db()
    assert not check.is_ticked


def test_reporter_sees_why_they_tick_nothing_and_a_forged_tick_is_refused():
    article = make_draft(body=BODY)
    client, (first, _second) = signed_in(article.author), keys(article)
    page = client.get(sheet_url(article)).content.decode()
    assert 'name="ticking"' not in page and "disabled" in page
    forged = client.post(sheet_url(article), {"key": [first], "ticking": "1", "tick": [first]})
    assert forged.status_code == 403
    assert client.post(sheet_url(article), {"key": [first], f"source-{first}": "通报"}).status_code == 302
    assert FigureCheck.objects.get().source == "通报"


@pytest.mark.parametrize("name", ["", "/find", "/promote", "/1/front"])
def test_anothers_draft_has_no_sheet(name: str):
    article = make_draft(body=BODY)
    url = sheet_url(article) + name.lstrip("/") + ("/" if name else "")
    for person in (make_user("reporter"), make_user("administrator")):
        client = signed_in(person)
        assert {client.get(url).status_code, client.post(url, {}).status_code} <= {404, 405}
        assert client.post(url, {}).status_code == 404
    assert signed_in(article.author).post(sheet_url(article), {}).status_code == 302


def test_the_sheet_follows_what_is_typed_and_offers_no_tick_of_it():
    article = make_draft(body=BODY)
    client = signed_in(make_user("editor"))
    find_url = reverse("admin:articles_figures_find", args=[article.pk])
    piece = client.post(find_url, {"body": BODY.replace("152", "153"), "headline": "三十|天"})
    told = piece.content.decode()
    assert "153个" in told and "152个" not in told and "三十天" in told and "<html" not in told
    assert "还没有保存" in told
    assert not FigureCheck.objects.exists()
    assert client.post(find_url, {"body": "<p>x" * 200_000}).status_code in (200, 400)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"key": "x", "tick": "x", "ticking": "1"},
        {"key": "0" * 64, "tick": "0" * 64, "ticking": "1"},
        {"key": ["\x00" * 64, "\ud800" * 64], "ticking": "1"},
        {"tick": "字" * 10_000},
    ],
)
def test_nonsense_records_nothing_and_breaks_nothing(data: dict[str, Any]):
    article = make_draft(body=BODY)
    data = {
        name: [
            v.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
            for v in ([value] if isinstance(value, str) else value)
        ]
        for name, value in data.items()
    }
    assert signed_in(make_user("editor")).post(sheet_url(article), data).status_code == 302
    assert not FigureCheck.objects.exists()


@pytest.mark.db
@pytest.mark.parametrize("key", ["a\x00b", "9" * 5000, ""], ids=["nul", "long", "none"])
def test_a_figure_that_no_story_has_is_gone_whatever_its_key_is_made_of(key: str):
    article = make_draft(body=BODY)
    client, url = signed_in(article.author), reverse("admin:articles_figures_promote", args=[article.pk])
    answer = client.post(url, {"key": key, "seen_revision": "1", "label": "储备项目"})
    assert answer.status_code == 409
    assert not KeyFigure.objects.exists()


def test_a_refused_sheet_still_shows_every_tick_and_note():
    article = make_draft(body=BODY)
    client, (first, second) = signed_in(make_user("proofreader")), keys(article)
    data = {"key": [first, second], "ticking": "1", "tick": [first]}
    data |= {f"source-{first}": "发改局通报，第三页", f"source-{second}": "开工令" + "长" * 120}
    refused = client.post(sheet_url(article), data)
    page = refused.content.decode()
    assert refused.status_code == 409 and not FigureCheck.objects.exists()
    assert "发改局通报，第三页" in page and "开工令" + "长" * 120 in page
    assert f'value="{first}" id="tick-{first[:16]}" checked' in page
    assert f'value="{second}" id="tick-{second[:16]}" checked' not in page


def test_unticked_figures_hold_the_last_verdict_and_the_way_there_is_shown():
    article = make_in_review(route=route("three"), body=BODY, passed=2)
    chief = make_reviewers(article)[2]
    client, review = signed_in(chief), reverse("admin:articles_review", args=[article.pk])
    assert sheet_url(article) in client.get(review).content.decode()
    data = {"act": "approve", "seen_revision": article.revision_number, "note": "可以发。"}
    refused = client.post(review, data)
    assert refused.status_code == 409
    page = refused.content.decode()
    assert "还有2个数字没有打勾" in page and "可以发。" in page and sheet_url(article) in page
    asked = client.post(act_url(article, "approve"), {"seen_revision": article.revision_number})
    assert asked.status_code == 409 and sheet_url(article) in asked.content.decode()
    tick_all(article)
    assert client.post(review, data).status_code == 302
    article.refresh_from_db()
    assert article.status == Status.APPROVED


def test_a_figure_becomes_a_key_figure_and_stands_on_the_front_with_its_story():
    writer, editor = make_user("reporter"), make_user("editor")
    article = make_draft(author=writer, body="<p>总投资超5000亿元。</p>", source="望海融媒")
    series = planning.create_series(title="潮汐有信", user=editor)
    planning.attach(
        instalment=Instalment.objects.create(series=series, number=1), article=article, user=editor
    )
    (key,) = keys(article)
    client, url = signed_in(writer), reverse("admin:articles_figures_promote", args=[article.pk])
    page = client.get(url, {"key": key})
    assert page.context["parts"] == {"prefix": "超", "value": "5000", "unit": "亿元"}
    article.refresh_from_db()
    data = {"key": key, "seen_revision": article.revision_number, "label": "项目总投资", "source": "发改局"}
    assert client.post(url, {**data, "label": ""}).status_code == 409
    assert client.post(url, data).status_code == 302
    (figure,) = article.key_figures.all()
    assert (str(figure), figure.label, figure.source) == ("超5000亿元", "项目总投资", "发改局")
    assert client.post(url, data).status_code == 409  # the text was saved since: stale
    front_url = reverse("admin:articles_figures_front", args=[article.pk, figure.pk])
    client.post(front_url)
    assert not series.front.key_figures.exists()
    signed_in(editor).post(front_url)
    (taken,) = KeyFigure.objects.filter(article=series.front)
    assert (str(taken), taken.from_uid) == ("超5000亿元", article.uid)
    series.front.refresh_from_db()
    newest = series.front.revisions.first()
    assert newest is not None and newest.snapshot["key_figures"][0]["from_uid"] == str(article.uid)


@time_machine.travel(datetime(2026, 1, 2, 2, tzinfo=UTC), tick=False)
def test_a_time_that_changes_the_words_is_asked_about_once():
    article = make_approved(body="<p>昨日开闸。</p>")
    client = signed_in(make_user("chief_editor"))
    assert "昨日" in client.get(act_url(article, "schedule")).content.decode()
    data = {"publish_at_0": "2026-01-03", "publish_at_1": "20:00"}
    asked = do(client, article, "schedule", **data)
    page = asked.content.decode()
    assert asked.status_code == 200 and "第1段的“昨日”将指1月2日" in page
    assert page.count("定在2026年1月3日") == 1
    article.refresh_from_db()
    assert article.publish_at is None
    assert do(client, article, "schedule", **data, days_seen=asked.context["days_seen"]).status_code == 302
    article.refresh_from_db()
    assert article.publish_at == datetime(2026, 1, 3, 12, tzinfo=UTC)
    assert checking.unticked(article) == []


@time_machine.travel(datetime(2026, 1, 2, 2, tzinfo=UTC), tick=False)
def test_a_time_that_has_passed_is_refused_before_anything_is_asked_about_the_words():
    article = make_approved(body="<p>昨日开闸，今日放水。</p>")
    client = signed_in(make_user("chief_editor"))
    past = {"publish_at_0": "2020-01-01", "publish_at_1": "10:00"}
    answer = do(client, article, "schedule", **past)
    assert answer.status_code == 409 and answer.context["refusal"].code == "time_past"
    assert not answer.context["days"]
