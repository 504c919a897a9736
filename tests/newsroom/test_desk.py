"""The desk's front page and frame: everybody finds what waits for them, and nothing of others."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from articles import editing
from articles.models import Credit, CreditPerson, ReadMark
from articles.models.published import PublishedSite
from newsroom.desk import DeskSite
from newsroom.staff.models import User
from tests import factories
from tests.articles.admin.pages import signed_in

pytestmark = pytest.mark.django_db


def desk_of(user: Any) -> dict[str, list[str]]:
    """The headlines in every queue of a person's desk."""
    page = signed_in(user).get(reverse("admin:index"))
    queues = page.context["desk"]
    return {
        name: [getattr(row, "article", row).headline for row in rows] for name, rows in queues.items() if rows
    }


def test_the_admin_site_is_the_desk() -> None:
    assert isinstance(admin.site, DeskSite)
    assert reverse("admin:index") == "/admin/"


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "沈知远 (记者)"), ("zh-hans", "沈知远（记者）"), ("zh-hant", "沈知远（记者）")],
)
def test_job_title_stands_in_the_brackets_of_the_language(language: str, told: str) -> None:
    user = factories.make_user("reporter", display_name="沈知远", job_title="记者", language=language)
    assert told in signed_in(user).get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize(
    "page", ["articles_article_changelist", "articles_page_changelist", "staff_user_add"]
)
def test_every_list_and_form_begins_its_way_at_the_desk(page: str) -> None:
    root = User.objects.create_superuser("root", language="en")
    crumbs = signed_in(root).get(reverse(f"admin:{page}")).content.decode().split('class="breadcrumbs"')[1]
    assert "My desk</a>" in crumbs.split("</div>")[0] and "Home" not in crumbs.split("</div>")[0]


def test_reporter_reads_the_opinion_before_opening_the_story() -> None:
    user = factories.make_user("reporter")
    factories.make_returned(author=user, headline="退回的稿", opinion="第二段没有出处。")
    page = signed_in(user).get(reverse("admin:index"))
    assert "第二段没有出处。" in page.content.decode()
    assert [row.article.headline for row in page.context["desk"]["returned"]] == ["退回的稿"]


def test_reporters_drafts_stand_by_due_time_with_what_they_lack() -> None:
    user = factories.make_user("reporter")
    now = timezone.now()
    factories.make_draft(author=user, headline="后天交", due_at=now + timedelta(days=2))
    factories.make_draft(author=user, headline="没日子")
    factories.make_draft(author=user, headline="已逾期", due_at=now - timedelta(hours=1), section=None)
    page = signed_in(user).get(reverse("admin:index"))
    rows = page.context["desk"]["drafts"]
    assert [row.article.headline for row in rows] == ["已逾期", "后天交", "没日子"]
    assert "no_section" in {gap.code for gap in rows[0].gaps}


def test_reporter_sees_who_holds_what_was_sent_and_can_recall_it() -> None:
    user = factories.make_user("reporter")
    factories.make_user("chief_editor", display_name="韩静秋")
    factories.make_in_review(author=user, headline="送审的稿")
    page = signed_in(user).get(reverse("admin:index"))
    (row,) = page.context["desk"]["submitted"]
    assert row.may_recall and "韩静秋" in row.holder


def test_what_waits_for_ones_signature_is_not_told_again_among_ones_stories() -> None:
    editor = factories.make_user("editor")
    article = factories.make_draft(route=factories.route("three"), headline="挂名责编的稿")
    line = Credit.objects.create(article=article, position=9, roles=["editor"])
    person = factories.make_contributor("宋屿", user=editor)
    CreditPerson.objects.create(credit=line, position=1, name="宋屿", contributor=person)
    editing.save_revision(article=article, user=article.author)
    factories.act(article, "submit", article.author)
    desk = desk_of(editor)
    assert desk["waiting"] == ["挂名责编的稿"] and "submitted" not in desk
    factories.act(article, "pass", editor)
    desk = desk_of(editor)
    assert "waiting" not in desk and desk["submitted"] == ["挂名责编的稿"]


def test_what_is_out_today_is_told_to_everybody_in_the_words_that_are_out() -> None:
    article = factories.make_published(headline="今天见报")
    factories.act(article, "reopen", article.author)
    article.headline = "还没见报的新标题"
    article.save()
    editing.save_revision(article=article, user=article.author)
    public = reverse("article", kwargs={"script": "hans", "slug": article.slug})
    change = reverse("admin:articles_article_change", args=[article.pk])
    stranger = signed_in(factories.make_user("reporter")).get(reverse("admin:index")).content.decode()
    assert "今天见报" in stranger and public in stranger
    assert "还没见报的新标题" not in stranger and change not in stranger
    assert change in signed_in(factories.make_user("editor")).get(reverse("admin:index")).content.decode()


def test_greeting_tells_what_is_late_from_what_is_soon() -> None:
    now = timezone.now()
    chief = factories.make_user("chief_editor")
    factories.make_in_review(due_at=now - timedelta(days=7))
    assert "等您签1篇，1篇已过截稿" in _title_of(chief)
    factories.make_in_review(due_at=now + timedelta(hours=3))
    assert "等您签2篇，1篇已过截稿，1篇12小时内截稿" in _title_of(chief)


def _title_of(user: Any) -> str:
    page = signed_in(user).get(reverse("admin:index"))
    return str(page.context["hello"]).replace(" ", "")


def test_others_drafts_are_on_nobody_elses_reporter_desk() -> None:
    factories.make_draft(headline="别人的稿")
    assert "别人的稿" not in str(desk_of(factories.make_user("reporter")))


def test_chief_editors_queue_holds_what_waits_for_the_last_step_only() -> None:
    chief = factories.make_user("chief_editor")
    three = factories.route("three")
    factories.make_in_review(route=three, passed=2, headline="等终审")
    factories.make_in_review(route=three, headline="等初审")
    assert desk_of(chief)["waiting"] == ["等终审"]


@pytest.mark.parametrize("how", ["author", "credited", "assigned"])
def test_story_of_ones_own_does_not_wait_for_ones_signature(how: str) -> None:
    chief = factories.make_user("chief_editor")
    contributor = factories.make_contributor("于海", user=chief)
    told: dict[str, dict[str, Any]] = {"author": {"author": chief}, "credited": {"credited": contributor}}
    fields = told.get(how, {})
    article = factories.make_draft(**fields)
    if how == "assigned":
        article.writers.add(chief)
    factories.act(article, "submit", article.author)
    assert "waiting" not in desk_of(chief)
    assert "waiting" in desk_of(factories.make_user("chief_editor"))


def test_reviewer_who_signed_a_step_is_not_asked_again_in_the_round() -> None:
    both = factories.make_user("editor", "desk_head")
    article = factories.make_draft(route=factories.route("three"))
    factories.act(article, "submit", article.author)
    assert "waiting" in desk_of(both)
    factories.act(article, "pass", both)
    assert "waiting" not in desk_of(both)
    assert "waiting" in desk_of(factories.make_user("desk_head"))


def test_queue_tells_how_much_changed_since_the_person_read_it() -> None:
    chief = factories.make_user("chief_editor")
    article = factories.make_in_review(body="<p>一二三四五。</p>")
    ReadMark.objects.create(
        user=chief, article=article, revision=article.revisions.get(), read_at=timezone.now()
    )
    colleague = factories.make_user("chief_editor")
    article.body = "<p>一二三四五六七。</p>"
    article.save()
    editing.save_revision(article=article, user=colleague)
    (row,) = signed_in(chief).get(reverse("admin:index")).context["desk"]["waiting"]
    assert row.change is not None and row.change.added >= 2


def test_figures_of_a_story_in_review_wait_for_the_proofreader_until_they_are_ticked() -> None:
    article = factories.make_in_review(route=factories.route("three"), body="<p>全区储备项目152个。</p>")
    proofreader = factories.make_user("proofreader")
    editor = User.objects.filter(groups__name="editor").get()
    assert desk_of(proofreader) == {"figures": [article.headline]}
    assert "1个数字待核" in signed_in(editor).get(reverse("admin:index")).content.decode()
    review = reverse("admin:articles_review", args=[article.pk])
    assert "1个数字待核" in signed_in(editor).get(review).content.decode()
    factories.tick_all(article)
    assert desk_of(proofreader) == {}
    assert "个数字待核" not in signed_in(editor).get(reverse("admin:index")).content.decode()
    assert "个数字待核" not in signed_in(editor).get(review).content.decode()


def test_overdue_drafts_and_lost_approvals_are_stuck_for_editors() -> None:
    factories.make_draft(headline="过了点", due_at=timezone.now() - timedelta(hours=1))
    lost = factories.make_approved(headline="丢了签")
    factories.act(lost, "reopen", factories.make_user("editor"), note="改一个数字再签")
    assert set(desk_of(factories.make_user("editor"))["stuck"]) == {"过了点", "丢了签"}


def test_empty_desk_says_what_to_do_next() -> None:
    page = signed_in(factories.make_user("reporter")).get(reverse("admin:index"))
    assert page.context["nothing"]
    assert reverse("admin:articles_article_add") in page.content.decode()


def test_administrators_desk_has_lists_and_no_stories() -> None:
    factories.make_draft(headline="别人的稿")
    page = signed_in(factories.make_user("administrator")).get(reverse("admin:index"))
    assert page.status_code == 200 and "别人的稿" not in page.content.decode()


def test_number_of_queries_does_not_grow_with_the_stories() -> None:
    chief = factories.make_user("chief_editor")
    client = signed_in(chief)
    seen = []
    for stories in (1, 3):
        for _each in range(stories):
            factories.make_in_review()
            factories.make_approved()
            factories.make_returned(author=chief)
            factories.make_draft(due_at=timezone.now() - timedelta(hours=2))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("admin:index"))
        seen.append(len(queries))
    assert seen[0] == seen[1] <= 22


@pytest.mark.parametrize(("language", "code"), [("zh-hans", "zh-hans"), ("zh-hant", "zh-hant"), ("en", "en")])
def test_desk_speaks_the_language_of_the_account(language: str, code: str) -> None:
    page = signed_in(factories.make_user("reporter", language=language)).get(reverse("admin:index"))
    assert f'lang="{code}"' in page.content.decode()


def test_desk_in_traditional_script_bears_the_papers_name_in_it() -> None:
    for script, name in (("hans", "望海新报"), ("hant", "望海新報")):
        PublishedSite.objects.update_or_create(script=script, defaults={"name": name})
    for language, name in (("zh-hans", "望海新报"), ("zh-hant", "望海新報")):
        client = signed_in(factories.make_user("reporter", language=language))
        assert name in client.get(reverse("admin:index")).context["site_header"]


def test_login_page_speaks_chinese_unless_the_link_asks_otherwise(client: Client) -> None:
    assert 'lang="zh-hans"' in client.get(reverse("admin:login")).content.decode()
    assert 'lang="en"' in client.get(reverse("admin:login"), {"language": "en"}).content.decode()
    assert 'lang="zh-hans"' in client.get(reverse("admin:login"), {"language": "xx"}).content.decode()


def test_language_of_the_desk_does_not_stick_to_the_next_request(client: Client) -> None:
    client.get(reverse("admin:login"), {"language": "en"})
    assert 'lang="zh-hans"' in client.get(reverse("admin:login")).content.decode()


def test_desk_pages_carry_no_inline_script_or_style_and_a_strict_policy() -> None:
    factories.make_returned(author=(user := factories.make_user("reporter", "chief_editor")))
    page = signed_in(user).get(reverse("admin:index"))
    html = page.content.decode()
    assert "<style" not in html and " style=" not in html and "<script>" not in html
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("query", ["?x=%00", "?status__regex=(", "?a__iregex=x"])
def test_malformed_question_is_400_on_every_desk_page(query: str) -> None:
    client = signed_in(factories.make_user("chief_editor"))
    for url in (
        reverse("admin:index"),
        reverse("admin:autocomplete"),
        reverse("admin:articles_article_changelist"),
    ):
        assert client.get(url + query).status_code == 400


@pytest.mark.parametrize(
    "query",
    ["updated_at__year=99999", "headline_breaks__contains=1", "id__range=1", "headline__startswith=%E6"],
)
def test_lookup_that_no_filter_writes_is_400_and_not_an_error(query: str) -> None:
    client = signed_in(factories.make_user("editor"))
    listed = reverse("admin:articles_article_changelist")
    assert client.get(f"{listed}?section__isnull=True").status_code == 200
    assert client.get(f"{listed}?{query}").status_code == 400


@pytest.mark.parametrize("typed", [" ".join(["潮"] * 1500), "潮" * 60_000])
@pytest.mark.parametrize("name", ["article", "contributor", "tag"])
def test_page_pasted_into_a_search_box_is_searched_by_its_first_words(name: str, typed: str) -> None:
    client = signed_in(factories.make_user("editor"))
    page = client.get(reverse(f"admin:articles_{name}_changelist"), {"q": typed})
    assert page.status_code == 200 and 0 < len(page.context["cl"].query) <= 100


def test_miss_on_the_desk_is_kept_by_no_cache() -> None:
    article = factories.make_draft()
    url = reverse("admin:articles_article_change", args=[article.pk])
    stranger = signed_in(factories.make_user("reporter")).get(url)
    assert signed_in(article.author).get(url).status_code == 200
    assert stranger.status_code == 404
    assert stranger.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("path", "status"), [("password_change/", 200), ("staff/user/", 403), ("?x=%00", 400)]
)
def test_every_page_of_the_desk_is_kept_by_no_cache(path: str, status: int) -> None:
    answer = signed_in(factories.make_user("reporter")).get(f"/admin/{path}")
    assert answer.status_code == status
    assert "no-store" in answer.headers["Cache-Control"] and "public" not in answer.headers["Cache-Control"]


@pytest.mark.db
def test_login_with_a_name_longer_than_any_is_a_failed_login(client: Client) -> None:
    answer = client.post(reverse("admin:login"), {"username": "x" * 300, "password": "demo-demo-1"})
    assert answer.status_code == 200 and answer.context["form"].errors


def test_login_never_leads_off_the_site(client: Client) -> None:
    factories.make_user("reporter", username="shenhe", password="demo-demo-1")
    for wicked in ("https://evil.example/", "//evil.example/", "/\\evil.example/"):
        answer: Any = client.post(
            reverse("admin:login"), {"username": "shenhe", "password": "demo-demo-1", "next": wicked}
        )
        assert answer.status_code == 302 and answer.url.startswith("/admin/")
        client.post(reverse("admin:logout"))


def test_person_chooses_their_language_and_nothing_else_about_themselves() -> None:
    user = factories.make_user("reporter")
    client = signed_in(user)
    client.post(
        reverse("admin:profile"),
        {"display_name": "沈禾", "language": "en", "is_superuser": "on", "is_staff": "", "groups": "4"},
    )
    user.refresh_from_db()
    assert (user.display_name, user.language, user.is_superuser, user.is_staff) == ("沈禾", "en", False, True)
    assert [group.name for group in user.groups.all()] == ["reporter"]


def test_lists_count_each_thing_as_one_counts_it_and_only_what_was_asked_for() -> None:
    factories.make_draft()
    desk = signed_in(factories.make_user("chief_editor"))
    listed = reverse("admin:articles_article_changelist")
    whole, asked = (desk.get(listed, data).content.decode() for data in ({}, {"q": "没有这几个字"}))
    assert "1 篇稿件" in whole and "显示全部" not in whole
    assert '0 篇稿件 · <a href="?">显示全部</a>' in asked and "(<a" not in asked
    assert "0 个专题" in desk.get(reverse("admin:series_series_changelist")).content.decode()
    assert " 条\n" in desk.get(reverse("admin:articles_transition_changelist")).content.decode()


@pytest.mark.parametrize(
    ("language", "told"), [("zh-hans", "未选"), ("zh-hant", "未選"), ("en", "not chosen")]
)
def test_nothing_chosen_is_a_word_and_no_row_of_hyphens(language: str, told: str) -> None:
    desk = signed_in(factories.make_user("editor", language=language))
    for page in ("admin:articles_article_add", "admin:articles_contributor_add"):
        form = desk.get(reverse(page)).content.decode()
        assert f">{told}</option>" in form and "-----" not in form


@pytest.mark.parametrize(("language", "between"), [("zh-hans", ""), ("en", " ")])
def test_sentences_stand_apart_as_their_language_has_it(language: str, between: str) -> None:
    template = Template("{% load desk %}{% gap %}")
    with translation.override(language):
        assert template.render(Context()) == between
