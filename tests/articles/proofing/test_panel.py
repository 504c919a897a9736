"""The tab 校对: what it shows, what its buttons do without a script, and what it answers somebody who types."""

from __future__ import annotations

import json
import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from articles import editing
from articles.models import Article, ProofDecision, Revision
from articles.models.appendonly import AppendOnlyError
from articles.proofing.report import report_of
from tests.articles.admin.pages import change_url, form_of, save, signed_in
from tests.factories import act, make_draft, make_in_review, make_reviewers, make_user, route
from tests.proofs.making import make_image, use_image

pytestmark = pytest.mark.django_db
WRONG = "<p>全区上下,大抓项目。</p><p>截止目前，总投资（待补）亿元。</p>"


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def _url(article, name):
    return reverse(f"admin:articles_proof_{name}", args=[article.pk])


def _lines(page):
    return [line for _n, _l, lines in page.context["side"]["proof"]["groups"] for line in lines]


def _rules(article):
    return [item.found.rule for item in report_of(Article.objects.get(pk=article.pk)).open]


def _naming(page, rule):
    return next(line.naming for line in _lines(page) if line.found.rule == rule)


def _ignore(client, article, rule, reason="照录原文", **more):
    naming = _naming(client.get(change_url(article)), rule)
    return client.post(_url(article, "ignore"), {"found": naming, "reason": reason, "scope": "place", **more})


def test_tab_lists_findings_by_weight_with_old_and_new():
    article = make_draft(body=WRONG)
    page = signed_in(article.author).get(change_url(article))
    groups = {
        name: [line.found.rule for line in lines]
        for name, _l, lines in page.context["side"]["proof"]["groups"]
    }
    assert groups == {"must": ["W14"], "should": ["P01", "W02"], "note": []}
    html = page.content.decode()
    assert "<del>,</del><ins>，</ins>" in html
    assert re.search(r'id="tab-proof"[^>]*>[^<]*<sup class="bad">3</sup>', html)
    assert 'style="' not in html[html.index('id="panel-proof"') : html.index('id="panel-history"')]


def test_clean_story_is_told_to_be_read_all_the_same():
    article = make_draft()
    page = signed_in(article.author).get(change_url(article))
    assert _lines(page) == []
    assert "57" in page.content.decode()


def test_button_saves_what_is_typed_and_then_mends_one_place():
    article = make_draft(body=WRONG)
    client = signed_in(article.author)
    data = form_of(client, article)
    key = next(
        line.found.place_key for line in _lines(client.get(change_url(article))) if line.found.rule == "P01"
    )
    answer = save(client, article, data, standfirst="刚写的导语。", _mend=key)
    assert answer.status_code == 302 and answer["Location"].endswith("#panel-proof")
    article.refresh_from_db()
    assert article.standfirst == "刚写的导语。"
    assert article.body == WRONG.replace("上下,", "上下，")
    assert article.revisions.first().number == article.revision_number
    assert _rules(article) == ["W14", "W02"]


def test_one_button_mends_every_mark_and_no_word():
    article = make_draft(headline="项目早开工,早见效", body="<p>全区上下,大抓项目.</p><p>座落海边。</p>")
    client = signed_in(article.author)
    save(client, article, form_of(client, article), _mend="mechanical")
    article.refresh_from_db()
    assert article.headline == "项目早开工，早见效"
    assert article.body == "<p>全区上下，大抓项目。</p><p>座落海边。</p>"


def test_words_of_a_picture_are_mended_on_its_use():
    article = make_draft()
    use = use_image(article, make_image(), alt="码头,清晨", caption="渔港,黄昏")
    editing.save_revision(article=article, user=article.author)
    client = signed_in(article.author)
    save(client, article, form_of(client, article), _mend="mechanical")
    use.refresh_from_db()
    assert (use.alt, use.caption) == ("码头，清晨", "渔港，黄昏")


def test_mending_is_a_save_like_any_other_and_refused_like_one():
    article = make_draft(body=WRONG)
    stale = form_of(signed_in(article.author), article)
    article.headline = "别人改过的主题"
    article.body = "<p>别人也改了正文。</p>"
    article.save()
    editing.save_revision(article=article, user=make_user("editor"))
    stale["headline"] = ["我改的主题"]
    answer = save(signed_in(article.author), article, stale, _mend="mechanical")
    assert answer.status_code == 409
    article.refresh_from_db()
    assert article.body == "<p>别人也改了正文。</p>"


def test_finding_is_left_with_a_reason_and_taken_back():
    article = make_draft(body=WRONG)
    client = signed_in(article.author)
    assert _ignore(client, article, "W02").status_code == 302
    decision = ProofDecision.objects.get()
    assert (decision.rule, decision.text, decision.reason, decision.by) == (
        "W02",
        "截止",
        "照录原文",
        article.author,
    )
    page = client.get(change_url(article))
    assert "W02" not in [line.found.rule for line in _lines(page)]
    assert "照录原文" in page.content.decode()
    client.post(_url(article, "restore"), {"decision": decision.uid})
    assert "W02" in _rules(article)
    assert ProofDecision.objects.count() == 2  # the row of taking it back; nothing is ever deleted


def test_leaving_a_finding_changes_no_text_and_voids_nothing():
    article = make_in_review(body="<p>截止目前，全区开工。</p>")
    before = (article.content_sha256, article.revision_number)
    chief = make_reviewers(article)[0]
    assert _ignore(signed_in(chief), article, "W02").status_code == 302
    article.refresh_from_db()
    assert (article.content_sha256, article.revision_number) == before
    act(article, "approve", chief)


def test_decision_is_written_once():
    article = make_draft(body=WRONG)
    _ignore(signed_in(article.author), article, "W02")
    decision = ProofDecision.objects.get()
    decision.reason = "改写历史"
    with pytest.raises(AppendOnlyError):
        decision.save()
    with pytest.raises(AppendOnlyError):
        decision.delete()


def test_left_here_is_found_elsewhere_left_in_the_story_is_not():
    twice = "<p>截止目前，全区开工。</p><p>另外，截止目前，全市停工。</p>"
    here, story = make_draft(body=twice), make_draft(body=twice)
    _ignore(signed_in(here.author), here, "W02")
    _ignore(signed_in(story.author), story, "W02", scope="story")
    assert (_rules(here), _rules(story)) == (["W02"], [])
    assert _rules(make_draft(body=twice)) == ["W02", "W02"]


def test_only_proofreaders_and_editors_decide_for_all_stories():
    article = make_draft(body=WRONG)
    assert _ignore(signed_in(article.author), article, "W02", scope="house").status_code == 403
    assert not ProofDecision.objects.exists()
    assert _ignore(signed_in(make_user("proofreader")), article, "W02", scope="house").status_code == 302
    assert "W02" not in _rules(make_draft(body=WRONG))


def test_reporter_cannot_leave_what_blocks_not_even_by_a_forged_form():
    article = make_draft(body=WRONG)
    client = signed_in(article.author)
    other = make_user("proofreader")
    naming = _naming(signed_in(other).get(change_url(article)), "W14")
    forged = json.dumps(json.loads(naming) | {"severity": "warn"})
    for found in (naming, forged):
        client.post(_url(article, "ignore"), {"found": found, "reason": "没关系", "scope": "place"})
    assert "W14" in _rules(article)
    assert _ignore(signed_in(other), article, "W14").status_code == 302
    assert "W14" not in _rules(article)


def test_editor_cannot_leave_what_blocks_in_their_own_story():
    article = make_draft(author=make_user("editor"), body=WRONG)
    stranger = make_user("editor")
    naming = _naming(signed_in(stranger).get(change_url(article)), "W14")
    own = signed_in(article.author).post(
        _url(article, "ignore"), {"found": naming, "reason": "不要紧", "quiet": "1"}
    )
    assert own.status_code == 403 and "W14" in _rules(article)


def test_nobody_decides_about_a_story_they_may_not_see():
    article = make_draft(body=WRONG)
    naming = _naming(signed_in(article.author).get(change_url(article)), "W02")
    for role in ("reporter", "administrator"):
        client = signed_in(make_user(role))
        assert client.post(_url(article, "ignore"), {"found": naming, "reason": "x"}).status_code in (
            403,
            404,
        )
        assert client.post(_url(article, "check"), {"copy": "{}"}).status_code in (403, 404)
    assert client.get(_url(article, "check")).status_code == 405


@pytest.mark.parametrize(
    "found",
    ["", "[]", "{}", "null", "{" * 5000, json.dumps({"rule": 1}), '{"rule": "\\u0000"}', "x" * 20_000],
)
def test_a_broken_form_is_answered_in_words(found):
    article = make_draft(body=WRONG)
    client = signed_in(article.author)
    data = {"found": found, "reason": "理由", "quiet": "1"}
    assert client.post(_url(article, "ignore"), data).status_code == 400
    assert client.post(_url(article, "restore"), {"decision": "no uid"}).status_code == 404


@pytest.mark.parametrize("reason", ["", "  ", "\u202e", "\x00"])
def test_leaving_needs_a_reason_that_can_be_read(reason):
    article = make_draft(body=WRONG)
    answer = _ignore(signed_in(article.author), article, "W02", reason=reason, quiet="1")
    assert answer.status_code == 400 and answer.content
    assert not ProofDecision.objects.exists()


def test_somebody_who_types_is_told_of_text_that_is_not_saved():
    article = make_draft()
    client = signed_in(article.author)
    revisions = Revision.objects.count()
    copy = {"fields": {"headline": "早开工,早见效"}, "body": ["第一段。", "座落海边，👍全区,上下。"]}
    answer = client.post(_url(article, "check"), {"copy": json.dumps(copy)})
    html = answer.content.decode()
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    found = re.findall(
        r'data-field="(\w+)" data-block="(\d)" data-ref="" data-start="(\d+)" data-end="(\d+)"', html
    )
    assert found == [("headline", "0", "3", "4"), ("body", "1", "0", "2"), ("body", "1", "8", "9")]
    assert Revision.objects.count() == revisions


@pytest.mark.parametrize(
    "copy",
    ["", "x", "[]", "1e999", "[" * 100_000, json.dumps({"body": ["长" * 250_000]}), '{"a":' * 2000],
)
def test_what_cannot_be_checked_while_typing_is_said(copy):
    article = make_draft()
    answer = signed_in(article.author).post(_url(article, "check"), {"copy": copy})
    assert answer.status_code == 413
    assert answer["Content-Type"].startswith("text/plain") and answer.content


def test_halves_of_characters_and_the_like_are_answered():
    article = make_draft()
    copy = (
        '{"fields": {"headline": "\\ud800,全区\\udfff"}, "body": ["\\u0000\\u202e全区,上下\\u200b<script>"]}'
    )
    answer = signed_in(article.author).post(_url(article, "check"), {"copy": copy})
    assert answer.status_code == 200
    assert b"<script>" not in answer.content


def test_what_is_found_is_found_once_for_each_content(django_assert_max_num_queries, monkeypatch):
    import articles.proofing.report as module

    asked = []
    real = module.examine
    monkeypatch.setattr(module, "examine", lambda *a, **k: asked.append(1) or real(*a, **k))
    article = make_in_review(route=route("three"), body="<p>截止目前，全区开工。</p>")
    client = signed_in(make_reviewers(article)[0])
    for _ in range(3):
        client.get(change_url(article))
    act(article, "pass", make_reviewers(article)[0])
    assert len(asked) == 1


def test_without_a_script_leaving_saves_what_is_typed_and_then_asks_why():
    article = make_draft(body=WRONG)
    client = signed_in(article.author)
    page = client.get(change_url(article))
    line = next(line for line in _lines(page) if line.found.rule == "W02")
    button = f'form="article_form" name="_leave" value="{line.found.place_key}"'
    assert (
        button in page.content.decode() and 'class="proof-ignore" data-live hidden' in page.content.decode()
    )
    answer = save(
        client, article, form_of(client, article), standfirst="刚写的导语。", _leave=line.found.place_key
    )
    article.refresh_from_db()
    assert answer.status_code == 302 and article.standfirst == "刚写的导语。"
    asked = client.get(answer["Location"])
    assert "已存为修订2。" in asked.content.decode() and asked.context["line"].found.rule == "W02"
    told = {"found": asked.context["line"].naming, "page": line.found.place_key, "scope": "story"}
    again = client.post(_url(article, "ignore"), told | {"reason": "原话\u202e"})
    assert again.status_code == 400 and "原话" in again.content.decode() and again.context["scope"] == "story"
    assert client.post(_url(article, "ignore"), told | {"reason": " "}).status_code == 400
    done = client.post(_url(article, "ignore"), told | {"reason": "照录原话"})
    assert done.status_code == 302 and done["Location"].endswith("#panel-proof")
    decision = ProofDecision.objects.get()
    assert (decision.reason, decision.scope) == ("照录原话", "story")
    taken = save(
        client, article, form_of(client, article), subheading="又写的副题", _restore=str(decision.uid)
    )
    article.refresh_from_db()
    assert taken.status_code == 302 and article.subheading == "又写的副题" and "W02" in _rules(article)


def test_without_a_script_a_form_that_cannot_be_saved_keeps_what_is_typed_and_says_that_nothing_was_left():
    article = make_draft(body=WRONG)
    client = signed_in(article.author)
    key = _lines(client.get(change_url(article)))[0].found.place_key
    wrong = {"standfirst": "刚写的导语。", "slug": "有 空格", "_leave": key}
    answer = save(client, article, form_of(client, article), **wrong)
    html = answer.content.decode()
    assert answer.status_code == 200 and "刚写的导语。" in html and "没有保存，也没有忽略" in html
    assert not ProofDecision.objects.exists()


@pytest.mark.parametrize("key", ["", "x", "0" * 64])
def test_a_place_that_is_gone_is_said_on_the_page_that_would_ask(key):
    article = make_draft(body=WRONG)
    page = signed_in(article.author).get(_url(article, "ignore"), {"found": key})
    assert page.status_code == 200 and page.context["line"] is None
    for role in ("reporter", "administrator"):
        assert signed_in(make_user(role)).get(_url(article, "ignore"), {"found": key}).status_code in (
            403,
            404,
        )
