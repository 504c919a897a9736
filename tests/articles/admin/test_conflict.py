"""Two people save one story: the second is asked, and neither loses a word."""

from __future__ import annotations

from typing import Any

import pytest

from articles.models import Article, Transition
from tests import factories
from tests.articles.admin.pages import change_url, form_of, save, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    return factories.make_draft(headline="原来的题", body="<p>原来的文。</p>", standfirst="原来的导语。")


def second_save(article: Article, mine: dict[str, Any], theirs: dict[str, Any]) -> tuple[Any, Any]:
    """Two browsers open the form; the editor saves first, then the author. Returns the author's browser and answer."""
    author, editor = signed_in(article.author), signed_in(factories.make_user("editor"))
    data = form_of(author, article)
    save(editor, article, form_of(editor, article), **theirs)
    return author, save(author, article, data, **mine)


def merge(client: Any, article: Article, answer: Any, how: str, **choices: str) -> Any:
    """Send the conflict page's form with some choices."""
    data: dict[str, list[str]] = {}
    for name, value in answer.context["hidden"]:
        data.setdefault(name, []).append(value)
    for clash in [*answer.context["asked"], *answer.context["settled"]]:
        data[clash.name] = [clash.chosen]
    data |= {f"choose-{part}": [choice] for part, choice in choices.items()}
    return client.post(
        change_url(article), {**data, "latest": answer.context["latest"].number, "_merge": how}
    )


def test_second_save_gets_409_with_both_texts_and_saves_nothing(article: Article) -> None:
    _client, answer = second_save(article, {"headline": "我的题"}, {"headline": "她的题"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "我的" in page and "她的" in page and "我的题" in page
    article.refresh_from_db()
    assert (article.headline, article.revision_number) == ("她的题", 2)


def test_button_pressed_twice_saves_once_and_asks_nothing(article: Article) -> None:
    author = signed_in(article.author)
    data = form_of(author, article)
    mine = {"headline": "我的|题", "body": "<p>我的<b>文</b>。</p>", "credits-1-label": "编辑"}
    mine |= {"credits-1-people": "顾青", "credits-1-ORDER": "2"}
    assert [save(author, article, data, **mine).status_code for _press in range(2)] == [302, 302]
    article.refresh_from_db()
    assert (article.headline, article.revision_number, article.credits.count()) == ("我的题", 2, 2)
    assert "已存为修订2。" in author.get(change_url(article)).content.decode()


@pytest.mark.parametrize(
    "more", [{"body": "<p><b>原来</b>的文。</p>"}, {"due_at_0": "2026-12-01", "due_at_1": "18:30"}]
)
def test_second_save_that_says_more_is_not_taken_for_the_first(
    article: Article, more: dict[str, str]
) -> None:
    """Bold type reads the same, and a deadline is in no revision."""
    _client, answer = second_save(article, {"headline": "同一个题", **more}, {"headline": "同一个题"})
    assert answer.status_code == 409
    assert dict(answer.context["hidden"]).items() >= more.items()


def test_part_that_only_one_changed_is_not_asked(article: Article) -> None:
    _client, answer = second_save(article, {"headline": "我的题"}, {"body": "<p>她的文。</p>"})
    assert answer.context["asked"] == []
    assert {clash.part.key: clash.chosen for clash in answer.context["settled"]} == {
        "headline": "mine",
        "body": "theirs",
    }


def test_saving_the_merge_keeps_both_changes_as_a_new_revision(article: Article) -> None:
    client, answer = second_save(article, {"headline": "我的题"}, {"body": "<p>她的文。</p>"})
    merge(client, article, answer, "save")
    article.refresh_from_db()
    assert (article.headline, article.body, article.revision_number) == ("我的题", "<p>她的文。</p>", 3)


@pytest.mark.parametrize(("choice", "headline"), [("mine", "我的题"), ("theirs", "她的题")])
def test_choice_decides_what_both_changed(article: Article, choice: str, headline: str) -> None:
    client, answer = second_save(
        article, {"headline": "我的题", "kicker": "我的引题"}, {"headline": "她的题"}
    )
    assert [clash.part.key for clash in answer.context["asked"]] == ["headline"]
    merge(client, article, answer, "save", headline=choice)
    article.refresh_from_db()
    assert (article.headline, article.kicker) == (headline, "我的引题")


def test_credits_of_the_other_can_be_taken_whole(article: Article) -> None:
    theirs = {"credits-1-label": "编辑", "credits-1-people": "顾青", "credits-1-ORDER": "2"}
    client, answer = second_save(article, {"credits-0-people": "记者 沈禾"}, theirs)
    assert [clash.part.key for clash in answer.context["asked"]] == ["credits"]
    merge(client, article, answer, "save", credits="theirs")
    assert [credit.roles for credit in article.credits.all()] == [["text"], ["editor"]]


def test_going_on_writing_opens_the_form_with_the_merge_and_saves_nothing(article: Article) -> None:
    client, answer = second_save(article, {"headline": "我的题"}, {"body": "<p>她的文。</p>"})
    page = merge(client, article, answer, "edit")
    form = page.context["adminform"].form
    assert (form["headline"].value(), form["body"].value()) == ("我的题", "<p>她的文。</p>")
    assert form["seen_revision"].value() == "2"
    article.refresh_from_db()
    assert article.revision_number == 2


def test_third_save_in_between_asks_again(article: Article) -> None:
    client, answer = second_save(article, {"headline": "我的题"}, {"headline": "她的题"})
    third = signed_in(factories.make_user("editor"))
    save(third, article, form_of(third, article), headline="他的题")
    assert merge(client, article, answer, "save").status_code == 409
    article.refresh_from_db()
    assert article.headline == "他的题"


def test_form_opened_before_submission_is_refused_with_the_words_kept() -> None:
    article = factories.make_draft()
    client = signed_in(article.author)
    data = form_of(client, article)
    factories.act(article, "submit", article.author)
    answer = save(client, article, data, headline="来不及保存的题")
    assert answer.status_code == 403
    article.refresh_from_db()
    assert "来不及" not in article.headline
    assert "来不及保存的题" in answer.content.decode()
    assert Transition.objects.filter(action="submit").count() == 1


def test_upload_into_an_open_form_makes_no_conflict(article: Article, make_picture: Any) -> None:
    client = signed_in(article.author)
    data = form_of(client, article)
    make_picture(article)
    assert save(client, article, data, headline="照常保存").status_code == 302
