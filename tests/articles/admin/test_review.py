"""Claims about the review page: the change since one last read, the verdict in place, nothing signed unseen."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from articles import editing
from articles.models import Article, Section, SignOff
from articles.reading import last_read, mark_read
from articles.workflow import Status
from tests.articles.admin.pages import signed_in
from tests.factories import act, make_draft, make_in_review, make_published, make_reviewers, make_user, route

pytestmark = pytest.mark.django_db


def address(article: Article, **query: str) -> str:
    url = reverse("admin:articles_review", args=[article.pk])
    return url + "".join(f"?{name}={value}" for name, value in query.items())


def press(client: Client, article: Article, name: str, seen: int | None = None, **data: Any) -> Any:
    article.refresh_from_db()
    shown = article.revision_number if seen is None else seen
    return client.post(address(article), {"act": name, "seen_revision": shown, **data})


def edit(article: Article, user: Any, body: str) -> None:
    """A save by somebody who may, without the form."""
    article.refresh_from_db()
    article.body = body
    article.save()
    assert editing.save_revision(article=article, user=user)


def test_a_first_reading_shows_the_whole_text() -> None:
    article = make_in_review(body="<p>潮水退去，码头上的灯还亮着。</p>")
    (reviewer,) = make_reviewers(article)
    page = signed_in(reviewer).get(address(article)).content.decode()
    assert "码头上的灯还亮着" in page
    assert "<ins>" not in page
    assert 'value="approve"' in page


def test_section_and_kind_are_shown_by_name() -> None:
    article = make_in_review()
    (reviewer,) = make_reviewers(article)
    mark_read(article=article, user=reviewer, number=article.revision_number)
    act(article, "request_changes", reviewer, note="请改栏目。")
    article.refresh_from_db()
    article.section = Section.objects.create(slug="hai-bian-2", name="海边栏", position=9)
    article.kind = Article.Kind.COMMENTARY
    article.save()
    assert editing.save_revision(article=article, user=article.author)
    act(article, "submit", article.author)
    page = signed_in(reviewer).get(address(article)).content.decode()
    assert "<ins>海边栏</ins>" in page and f"<ins>{Article.Kind.COMMENTARY.label}</ins>" in page
    assert "hai-bian" not in page


def test_later_only_the_change_stands_open() -> None:
    article = make_in_review(body="<p>第一段没有人动过。</p><p>总投资20亿元，创下全省最快纪录。</p>")
    (reviewer,) = make_reviewers(article)
    act(article, "request_changes", reviewer, note="没有出处，核不实就删。")
    mark_read(article=article, user=reviewer, number=article.revision_number)
    edit(article, article.author, "<p>第一段没有人动过。</p><p>总投资20亿元。</p>")
    act(article, "submit", article.author)
    page = signed_in(reviewer).get(address(article)).content.decode()
    assert "<del>，创下全省最快纪录</del>" in page
    assert "没有出处，核不实就删。" in page
    folded = page.index("第一段没有人动过")
    assert page.rindex("<details", 0, folded) > page.rindex("</details>", 0, folded)


@pytest.mark.parametrize("show", ["changes", "text", "sides", "x", "%00"])
def test_every_way_of_showing_answers(show: str) -> None:
    article = make_in_review()
    (reviewer,) = make_reviewers(article)
    mark_read(article=article, user=reviewer, number=1)
    edit(article, reviewer, "<p>改过的一段。</p>")
    answer = signed_in(reviewer).get(address(article, show=show))
    assert answer.status_code == (400 if show == "%00" else 200)


def test_passing_signs_and_marks_as_read() -> None:
    article = make_in_review(route=route("three"))
    first = make_reviewers(article)[0]
    answer = press(signed_in(first), article, "pass", note="可以。", errors_found="3")
    assert answer.headers["Location"] == reverse("admin:index")
    signed = SignOff.objects.get()
    assert (signed.user, signed.opinion, signed.errors_found) == (first, "可以。", 3)
    read = last_read(article, first)
    assert read is not None and read.number == article.revision_number


def test_sending_back_needs_an_opinion_and_keeps_what_was_typed() -> None:
    article = make_in_review()
    (reviewer,) = make_reviewers(article)
    client = signed_in(reviewer)
    answer = press(client, article, "request_changes", note=" ", errors_found="12")
    assert answer.status_code == 400
    assert 'value="12"' in answer.content.decode()
    article.refresh_from_db()
    assert article.status == Status.IN_REVIEW
    assert press(client, article, "request_changes", note="第二段没有出处。").status_code == 302
    article.refresh_from_db()
    assert article.status == Status.DRAFT


def test_a_stale_verdict_signs_nothing_and_shows_the_change_first() -> None:
    article = make_in_review(body="<p>从听到消息到挂牌落户，一共九十九天。</p>")
    (reviewer,) = make_reviewers(article)
    other = make_user("chief_editor")
    edit(article, other, "<p>从听到消息到挂牌落户，一共一百天。</p>")
    answer = press(signed_in(reviewer), article, "approve", seen=1, note="我看过了，可以发。")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert not SignOff.objects.exists()
    assert "我看过了，可以发。" in page
    assert "<del>九十九天</del><ins>一百天</ins>" in page
    assert f'name="seen_revision" value="{article.revision_number}"' in page
    assert last_read(article, reviewer) is None


def test_who_may_not_sign_is_told_why_and_loses_no_word() -> None:
    article = make_in_review(route=route("three"))
    first = make_reviewers(article)[0]
    client = signed_in(first)
    act(article, "pass", make_user("editor"))
    answer = press(client, article, "pass", note="写了半天的意见")
    assert answer.status_code == 403
    assert "写了半天的意见" in answer.content.decode()


def test_a_writer_sees_the_page_but_no_verdict() -> None:
    article = make_in_review(author=make_user("reporter", "chief_editor"))
    page = signed_in(article.author).get(address(article)).content.decode()
    assert 'value="approve"' not in page
    answer = press(signed_in(article.author), article, "approve")
    assert answer.status_code == 403
    assert not SignOff.objects.exists()


def test_pressing_read_moves_the_mark_only_to_what_was_shown() -> None:
    article = make_in_review()
    (reviewer,) = make_reviewers(article)
    edit(article, reviewer, "<p>第二版。</p>")
    answer = press(signed_in(reviewer), article, "read", seen=1)
    assert answer.status_code == 302
    read = last_read(article, reviewer)
    assert read is not None and read.number == 1
    for wrong in ("", "x", "9" * 30):
        press(signed_in(reviewer), article, "read", seen=wrong)  # type: ignore[arg-type]
    read = last_read(article, reviewer)
    assert read is not None and read.number == 1


def test_looking_alone_marks_nothing() -> None:
    article = make_in_review()
    (reviewer,) = make_reviewers(article)
    signed_in(reviewer).get(address(article))
    assert last_read(article, reviewer) is None


@pytest.mark.parametrize("name", ["publish", "override", "withdraw", "delete", ""])
def test_other_acts_are_not_done_from_here(name: str) -> None:
    article = make_in_review()
    client = signed_in(make_user("chief_editor", "override"))
    assert press(client, article, name, note="这是一个足够长的理由。").status_code == 400
    article.refresh_from_db()
    assert article.status == Status.IN_REVIEW


def test_markup_in_copy_and_opinions_stays_text() -> None:
    hostile = '<img src=x onerror=alert(1)>"'
    article = make_in_review(headline=hostile, body="<p>&lt;svg onload=alert(1)&gt;</p>", kicker=hostile)
    (reviewer,) = make_reviewers(article)
    act(article, "request_changes", reviewer, note=hostile)
    mark_read(article=article, user=reviewer, number=1)
    edit(article, article.author, "<p>&lt;svg onload=alert(2)&gt;</p>")
    for show in ("changes", "text", "sides"):
        page = signed_in(reviewer).get(address(article, show=show)).content.decode()
        assert "<img src=x" not in page
        assert "<svg onload" not in page
        assert escape(hostile) in page


def test_another_persons_story_is_not_there() -> None:
    article = make_draft()
    for user in (make_user("reporter"), make_user("administrator")):
        client = signed_in(user)
        assert client.get(address(article)).status_code == 404
        assert press(client, article, "approve").status_code == 404


def test_the_page_is_one_for_published_stories_too() -> None:
    article = make_published()
    assert signed_in(make_user("editor")).get(address(article)).status_code == 200


def test_the_review_page_takes_few_queries(django_assert_max_num_queries: Any) -> None:
    article = make_in_review(route=route("three"), passed=1)
    client = signed_in(make_user("desk_head"))
    with django_assert_max_num_queries(45):
        client.get(address(article))
