"""The story's form saves through the verbs, and only what it was asked to."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import editing
from articles.admin.merging import encoded
from articles.models import Article, Contributor, Credit, CreditPerson, ImageUse, KeyFigure, ReviewRoute, Tag
from tests import factories
from tests.articles.admin.pages import change_url, form_of, save, signed_in

pytestmark = pytest.mark.django_db

NEW_ROWS = {
    "credits-TOTAL_FORMS": "0",
    "credits-INITIAL_FORMS": "0",
    "figures-TOTAL_FORMS": "0",
    "figures-INITIAL_FORMS": "0",
    "charts-TOTAL_FORMS": "0",
    "charts-INITIAL_FORMS": "0",
}


@pytest.fixture
def writer() -> Any:
    return factories.make_user("reporter")


def test_reporter_writes_a_new_story_with_its_first_revision(writer: Any) -> None:
    client = signed_in(writer)
    section = factories.make_section()
    answer: Any = client.post(
        reverse("admin:articles_article_add"),
        {
            **NEW_ROWS,
            "headline": "潮起|东湾",
            "body": "<p>清晨。</p>",
            "kind": "story",
            "ai_use": "none",
            "section": section.pk,
        },
    )
    article = Article.objects.get()
    assert answer.url == change_url(article)
    assert (article.author, article.headline, article.headline_breaks) == (writer, "潮起东湾", [2])
    assert article.revision_number == 1
    assert article.slug.startswith("chao-qi-dong-wan")


def test_save_that_changes_nothing_makes_no_revision_and_says_so(writer: Any) -> None:
    article = factories.make_draft(author=writer)
    client = signed_in(writer)
    before = [*Credit.objects.values_list("pk", flat=True)]
    answer = client.post(change_url(article), form_of(client, article), follow=True)
    article.refresh_from_db()
    assert article.revision_number == 1
    assert [*Credit.objects.values_list("pk", flat=True)] == before
    assert "no new revision" in answer.content.decode() or "修订" in answer.content.decode()


def test_change_of_text_makes_the_next_revision_by_the_person(writer: Any) -> None:
    article = factories.make_draft(author=writer)
    client = signed_in(writer)
    save(client, article, form_of(client, article), headline="潮水|又涨", standfirst="导语一句。")
    article.refresh_from_db()
    revision = article.revisions.get(number=2)
    assert revision.created_by == writer
    assert revision.snapshot["headline"] == "潮水又涨" and revision.snapshot["headline_breaks"] == [2]


def test_hostile_body_is_cleaned_before_it_is_stored(writer: Any) -> None:
    article = factories.make_draft(author=writer)
    client = signed_in(writer)
    save(client, article, form_of(client, article), body="<p onclick=x()>好<script>alert(1)</script></p>")
    article.refresh_from_db()
    assert article.body == "<p>好</p>"


def test_workflow_columns_sent_along_are_ignored(writer: Any) -> None:
    article = factories.make_draft(author=writer)
    client = signed_in(writer)
    other = factories.make_user("chief_editor")
    wicked = {
        "status": "published",
        "author": other.pk,
        "publish_at_0": "2030-01-01",
        "revision_number": "99",
    }
    save(client, article, form_of(client, article), headline="改了", **wicked)
    article.refresh_from_db()
    assert (article.status, article.author, article.revision_number, article.publish_at) == (
        "draft",
        writer,
        2,
        None,
    )


def test_credit_rows_become_people_linked_to_the_roster(writer: Any) -> None:
    shen = Contributor.objects.create(name_hans="沈禾", slug="shen-he")
    article = factories.make_draft(author=writer)
    client = signed_in(writer)
    rows = {
        "credits-TOTAL_FORMS": "2",
        "credits-0-label": "文/图",
        "credits-0-people": "记者 沈禾 陆一舟 通讯员 何小满",
        "credits-1-label": "编辑",
        "credits-1-people": "顾青",
        "credits-1-ORDER": "2",
    }
    save(client, article, form_of(client, article), **rows)
    lines = [
        (c.roles, [(p.title, p.name, p.contributor) for p in c.people.all()]) for c in article.credits.all()
    ]
    assert lines == [
        (["text", "photo"], [("记者", "沈禾", shen), ("记者", "陆一舟", None), ("通讯员", "何小满", None)]),
        (["editor"], [("", "顾青", None)]),
    ]


def test_credit_rows_keep_the_typed_order(writer: Any) -> None:
    article = factories.make_draft(author=writer)
    client = signed_in(writer)
    rows = {"credits-TOTAL_FORMS": "2", "credits-0-ORDER": "2", "credits-1-label": "编辑"}
    rows |= {"credits-1-people": "顾青", "credits-1-ORDER": "1"}
    save(client, article, form_of(client, article), **rows)
    assert [credit.roles for credit in article.credits.all()] == [["editor"], ["text"]]


def test_row_that_cannot_be_read_stops_the_save_and_stays_typed(writer: Any) -> None:
    article = factories.make_draft(author=writer)
    client = signed_in(writer)
    line = "今天上午九点，码头上来了三百多个人，把栈桥挤得水泄不通。"
    answer = save(client, article, form_of(client, article), headline="新题", **{"credits-0-people": line})
    article.refresh_from_db()
    assert answer.status_code == 200 and line in answer.content.decode()
    assert article.revision_number == 1 and article.headline != "新题"


def test_pasted_lines_become_rows_without_saving_anything(writer: Any) -> None:
    article = factories.make_draft(author=writer)
    client = signed_in(writer)
    pasted = "文/图：记者 沈禾 陆一舟\n编辑：顾青\n这一行不是署名，只是一句话。"
    answer = save(
        client,
        article,
        form_of(client, article),
        headline="没存的题",
        _split="1",
        **{"credits-paste": pasted},
    )
    form = answer.context["adminform"].form
    rows = [(row["label"].value(), row["people"].value()) for row in form.rows["credits"].forms]
    assert ("文/图", "记者 沈禾 陆一舟") in rows and ("编辑", "顾青") in rows
    assert form["headline"].value() == "没存的题" and not form.errors
    assert answer.context["pasted"] == "这一行不是署名，只是一句话。"
    article.refresh_from_db()
    assert article.revision_number == 1 and article.credits.count() == 1


def test_parse_address_answers_rows_and_chips(writer: Any) -> None:
    factories.make_contributor("沈禾")
    answer = signed_in(writer).post(reverse("admin:articles_parse_credits"), {"text": "文：记者 沈禾 陆一舟"})
    told = answer.json()
    assert told["rows"][0]["label"] == "文"
    assert [(chip["name"], chip["known"]) for chip in told["rows"][0]["chips"]] == [
        ("沈禾", True),
        ("陆一舟", False),
    ]


def test_key_figures_are_renumbered_as_typed(writer: Any) -> None:
    article = factories.make_draft(author=writer)
    for place, value in enumerate(("152", "99"), start=1):
        KeyFigure.objects.create(article=article, position=place, value=value, label="个", source="统计局")
    client = signed_in(writer)
    data = form_of(client, article)
    save(client, article, data, **{"figures-0-ORDER": "2", "figures-1-ORDER": "1"})
    assert [figure.value for figure in article.key_figures.all()] == ["99", "152"]


def test_a_save_keeps_the_part_that_a_figure_was_taken_from(writer: Any) -> None:
    article = factories.make_draft(author=writer)
    part = uuid.uuid4()
    KeyFigure.objects.create(article=article, position=1, value="99", unit="天", label="建设", from_uid=part)
    client = signed_in(writer)
    save(client, article, form_of(client, article), **{"figures-0-label": "从签约到开工"})
    assert [(f.label, f.from_uid) for f in article.key_figures.all()] == [("从签约到开工", part)]


def test_pictures_swap_places_and_lead(writer: Any, make_picture: Any) -> None:
    article = factories.make_draft(author=writer)
    first = make_picture(article, slot="lead")
    second = make_picture(article, slot="gallery")
    client = signed_in(writer)
    data = form_of(client, article)
    swapped = {
        "pictures-0-ORDER": "2",
        "pictures-0-slot": "gallery",
        "pictures-1-ORDER": "1",
        "pictures-1-slot": "lead",
        "pictures-1-alt": "码头清晨",
    }
    save(client, article, data, **swapped)
    uses = [(use.uid, use.slot, use.alt) for use in article.image_uses.all()]
    assert uses == [(second.uid, "lead", "码头清晨"), (first.uid, "gallery", "")]


def test_picture_uploaded_while_the_form_was_open_stays(writer: Any, make_picture: Any) -> None:
    article = factories.make_draft(author=writer)
    known = make_picture(article)
    client = signed_in(writer)
    data = form_of(client, article)
    late = make_picture(article)
    save(client, article, data, headline="新题")
    assert [use.pk for use in ImageUse.objects.filter(article=article)] == [known.pk, late.pk]


def test_picture_is_removed_only_when_its_box_is_ticked(writer: Any, make_picture: Any) -> None:
    article = factories.make_draft(author=writer)
    make_picture(article)
    client = signed_in(writer)
    save(client, article, form_of(client, article), **{"pictures-0-DELETE": "on"})
    assert not article.image_uses.exists()


def test_body_editor_knows_where_pasted_pictures_go_and_says_why_there_is_nowhere_yet(writer: Any) -> None:
    article = factories.make_draft(author=writer)
    client = signed_in(writer)
    stored = client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert f'data-upload-url="{reverse("admin:articles_upload", args=[article.pk])}"' in stored
    fresh = client.get(reverse("admin:articles_article_add")).content.decode()
    assert "data-upload-url" not in fresh and "data-no-upload" in fresh


def test_two_lead_pictures_are_refused_at_the_form(writer: Any, make_picture: Any) -> None:
    article = factories.make_draft(author=writer)
    make_picture(article, slot="lead")
    make_picture(article)
    client = signed_in(writer)
    answer = save(client, article, form_of(client, article), **{"pictures-1-slot": "lead"})
    assert answer.status_code == 200 and answer.context["adminform"].form.errors


@pytest.mark.parametrize("headline", ["题\u202e目", "题\u200b目"])
def test_invisible_characters_in_the_headline_are_refused(writer: Any, headline: str) -> None:
    article = factories.make_draft(author=writer)
    client = signed_in(writer)
    answer = save(client, article, form_of(client, article), headline=headline)
    assert "headline" in answer.context["adminform"].form.errors


@pytest.mark.parametrize("year", ["0001", "1999", "2100", "9999"])
def test_due_date_outside_the_century_is_a_form_error(writer: Any, year: str) -> None:
    article = factories.make_draft(author=writer)
    client = signed_in(writer)
    answer = save(client, article, form_of(client, article), due_at_0=f"{year}-05-01", due_at_1="10:00")
    assert answer.status_code == 200 and "due_at" in answer.context["adminform"].form.errors


@pytest.mark.parametrize("slug", ["feed", "admin", "search"])
def test_address_the_site_needs_is_refused(writer: Any, slug: str) -> None:
    article = factories.make_draft(author=writer)
    client = signed_in(writer)
    answer = save(client, article, form_of(client, article), slug=slug)
    assert "slug" in answer.context["adminform"].form.errors


def test_address_of_another_story_is_refused_at_the_field(writer: Any) -> None:
    other, article = factories.make_draft(author=writer), factories.make_draft(author=writer)
    client = signed_in(writer)
    answer = save(client, article, form_of(client, article), slug=other.slug)
    assert "slug" in answer.context["adminform"].form.errors


def test_reporter_names_known_tags_only_and_editors_make_new_ones(writer: Any) -> None:
    for name, slug in (("渔业", "yuye"), ("渔港", "yugang"), ("桥", "qiao")):
        Tag.objects.create(name=name, slug=slug)
    article = factories.make_draft(author=writer)
    client = signed_in(writer)
    answer = save(client, article, form_of(client, article), tag_names="渔业，海港")
    (told,) = answer.context["adminform"].form.errors["tag_names"]
    assert "“海港”" in told and "渔港" in told and "桥" not in told
    assert 'value="渔业，海港"' in answer.content.decode()
    editor = signed_in(factories.make_user("editor"))
    save(editor, article, form_of(editor, article), tag_names="渔业，海港")
    assert {tag.name for tag in article.tags.all()} == {"渔业", "海港"}


def test_form_offers_the_tags_there_are_and_says_who_adds_others(writer: Any) -> None:
    Tag.objects.create(name="渔业", slug="yuye")
    article = factories.make_draft(author=writer)
    page = signed_in(writer).get(change_url(article)).content.decode()
    assert '<option value="渔业"></option>' in page and "由编辑新增" in page
    assert (
        "由编辑新增" not in signed_in(factories.make_user("editor")).get(change_url(article)).content.decode()
    )


def test_form_with_nothing_in_it_saves_no_story(writer: Any) -> None:
    client = signed_in(writer)
    url = reverse("admin:articles_article_add")
    empty = encoded(client.get(url).context["adminform"].form)
    answer = client.post(url, empty)
    assert not Article.objects.exists() and answer.context["adminform"].form.non_field_errors()
    client.post(url, {**empty, "body": "<p>先记一句。</p>"})
    assert Article.objects.get().body == "<p>先记一句。</p>"


def test_new_story_starts_at_its_headline(writer: Any) -> None:
    page = signed_in(writer).get(reverse("admin:articles_article_add")).content.decode()
    (field,) = [tag for tag in page.split("<") if "autofocus" in tag]
    assert 'name="headline"' in field and "change_form.js" not in page


def test_dashed_names_are_explained_to_the_eye(writer: Any) -> None:
    page = signed_in(writer).get(reverse("admin:articles_article_add")).content.decode()
    assert "虚线框表示不在名册里" in page


def test_route_can_be_raised_by_editors_and_never_lowered(writer: Any) -> None:
    article = factories.make_draft(author=writer)
    three = ReviewRoute.objects.get(slug="three")
    client = signed_in(writer)
    save(client, article, form_of(client, article), route=three.pk)
    article.refresh_from_db()
    assert article.route.slug == "single"
    editor = signed_in(factories.make_user("editor"))
    save(editor, article, form_of(editor, article), route=three.pk)
    article.refresh_from_db()
    assert article.route == three
    answer = save(editor, article, form_of(editor, article), route=ReviewRoute.objects.get(slug="single").pk)
    article.refresh_from_db()
    assert article.route == three and "route" in answer.context["adminform"].form.errors


def test_art_editor_changes_pictures_and_nothing_else(writer: Any, make_picture: Any) -> None:
    article = factories.make_draft(author=writer)
    make_picture(article)
    client = signed_in(factories.make_user("art_editor"))
    data = form_of(client, article)
    save(client, article, data, headline="美编改题", body="<p>美编改文</p>", **{"pictures-0-alt": "码头"})
    article.refresh_from_db()
    assert "美编" not in article.headline + article.body
    assert article.image_uses.get().alt == "码头"


def test_only_the_form_page_loosens_the_policy(writer: Any) -> None:
    article = factories.make_draft(author=writer)
    client = signed_in(writer)
    loose = client.get(change_url(article)).headers["Content-Security-Policy"]
    assert "'unsafe-inline'" in loose and "'unsafe-eval'" not in loose
    for url in (reverse("admin:index"), reverse("admin:articles_article_changelist")):
        assert "unsafe" not in client.get(url).headers["Content-Security-Policy"]


def test_queries_of_the_form_do_not_grow_with_its_rows(writer: Any, make_picture: Any) -> None:
    article = factories.make_draft(author=writer)
    client = signed_in(writer)
    client.get(change_url(article))  # what a process asks once
    seen = []
    for rows in (1, 4):
        for place in range(rows):
            make_picture(article)
            number = article.key_figures.count() + 1
            KeyFigure.objects.create(article=article, position=number, value="9", label="个", source="统计局")
            line = Credit.objects.create(article=article, position=100 + number, roles=["photo"])
            CreditPerson.objects.create(credit=line, position=1, name=f"陆一舟{place}")
            article.headline += "又"
            article.save()
            editing.save_revision(article=article, user=writer)
        with CaptureQueriesContext(connection) as queries:
            client.get(change_url(article))
        seen.append(len(queries))
    assert seen[0] == seen[1] <= 50


def test_submitting_without_a_change_says_only_that_it_was_submitted(writer: Any) -> None:
    article = factories.make_draft(author=writer)
    client = signed_in(writer)
    answer = client.post(change_url(article), {**form_of(client, article), "_act": "submit"}, follow=True)
    assert len([*answer.context["messages"]]) == 1
