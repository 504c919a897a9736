"""What a newsroom decides about credits: their order, the roles that a route asks for, and whom a printed name means."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from articles import crediting, editing, readiness
from articles.crediting import Row
from articles.credits import roster
from articles.credits.order import house_order, order_of
from articles.models import Article, Contributor, CreditRole, Masthead
from articles.refusals import Refusal
from articles.text.credits import parse_block
from series.models import Instalment
from series.planning import attach, create_series
from tests.articles.admin.pages import signed_in
from tests.factories import (
    act,
    make_contributor,
    make_draft,
    make_in_review,
    make_reviewers,
    make_site,
    make_user,
    route,
)

pytestmark = pytest.mark.django_db

LINES = [
    "总监制：郑一川", "文/图：记者 许菁", "特约摄制：周和", "责编：宋屿", "监制：申勇", "编辑：苏苇", "来源：新华社", "制作：简宁",
]  # fmt: skip


def rows(*lines: str) -> list[Row]:
    return [crediting.split_line(line) for line in lines]


def test_the_two_schools_order_the_same_lines_their_own_way_and_back() -> None:
    maker, leader = house_order("maker"), house_order("leader")
    told = rows(*LINES)
    assert [row.label for row in maker.sorted(told)] == [
        "文/图", "特约摄制", "编辑", "责编", "监制", "总监制", "制作", "来源",
    ]  # fmt: skip
    assert [row.label for row in leader.sorted(told)] == [
        "总监制", "监制", "文/图", "特约摄制", "编辑", "责编", "制作", "来源",
    ]  # fmt: skip
    assert maker.sorted(leader.sorted(told)) == maker.sorted(maker.sorted(told))


def test_a_new_row_is_suggested_where_the_house_prints_it_and_the_others_stay() -> None:
    placed = house_order("maker").with_new(rows("责编：宋屿", "文：许菁"), rows("图：周和", "监制：申勇"))
    assert [row.label for row in placed] == ["图", "责编", "文", "监制"]


def test_a_series_overrides_the_order_of_the_paper() -> None:
    make_site()
    article, editor = make_draft(), make_user("editor")
    assert order_of(article) == order_of(None) == "maker"
    Masthead.objects.update(credit_order="leader")
    assert order_of(article) == "leader"
    series = create_series(title="向海图新", user=editor, credit_order="maker")
    attach(instalment=Instalment.objects.create(series=series, number=1), article=article, user=editor)
    assert (order_of(article), order_of(series.front)) == ("maker", "maker")


def test_the_button_orders_the_rows_of_the_form_and_saves_nothing() -> None:
    article = make_draft()
    desk = signed_in(article.author)
    page = desk.get(f"/admin/articles/article/{article.pk}/change/")
    form = page.context["adminform"].form
    data = {name: form[name].value() or "" for name in form.fields if name not in ("body", "tags")}
    data |= {
        "body": article.body,
        "credits-TOTAL_FORMS": "3",
        "credits-INITIAL_FORMS": "1",
        "_house_order": "1",
    }
    for prefix in ("figures", "pictures"):
        data |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    for at, (label, people) in enumerate((("责编", "宋屿"), ("", ""), ("文", "记者 许菁"))):
        data |= {
            f"credits-{at}-label": label,
            f"credits-{at}-people": people,
            f"credits-{at}-ORDER": str(at + 1),
        }
    page = desk.post(
        f"/admin/articles/article/{article.pk}/change/", {k: v for k, v in data.items() if v is not None}
    )
    assert page.status_code == 200
    shown = [line.form["label"].value() for line in page.context["credit_table"]]
    assert shown[:2] == ["文", "责编"]
    assert [line.roles for line in article.credits.all()] == [["text"]]
    placed = desk.post(
        "/admin/articles/article/credits/parse/", {"text": "监制：申勇\n文：许菁", "order": "leader"}
    )
    first, second = placed.json()["rows"]
    assert first["rank"] < second["rank"]


# --- required roles -------------------------------------------------------------------------------------


def with_duty_editor(article: Article) -> None:
    found, left = parse_block("文：记者 沈知远\n责编：宋屿")
    assert not left
    crediting.replace_credits(article=article, credits=found)
    editing.save_revision(article=article, user=article.author)


def test_a_route_holds_back_a_story_without_the_credits_it_asks_for() -> None:
    three = route("three")
    article = make_draft(route=three)
    three.required_roles.set(CreditRole.objects.filter(code="duty_editor"))
    told = {"article": article, "user": article.author}
    refused = editing.perform(action="submit", seen_revision=article.revision_number, **told)
    assert refused.refusal is not None and "责编" in str(refused.refusal)
    with_duty_editor(article)
    act(article, "submit", article.author)


@pytest.mark.parametrize(
    ("language", "told"), [("zh-hant", "「責編」"), ("zh-hans", "“责编”"), ("en", "Managing")]
)
def test_a_credit_that_is_missing_is_named_in_the_language_of_the_desk(language: str, told: str) -> None:
    three = route("three")
    three.required_roles.set(CreditRole.objects.filter(code="duty_editor"))
    with translation.override(language):
        said = [gap.message for gap in readiness.gaps(make_draft(route=three)) if gap.code == "role_missing"]
    assert len(said) == 1 and told in said[0]


def test_a_reviewer_cannot_pass_a_story_that_lost_a_required_credit() -> None:
    three = route("three")
    article = make_in_review(route=three)
    first = make_reviewers(article)[0]
    three.required_roles.set(CreditRole.objects.filter(code="duty_editor"))
    refused = editing.perform(
        article=article, action="pass", user=first, seen_revision=article.revision_number
    )
    assert refused.refusal is not None and "责编" in str(refused.refusal)
    three.required_roles.clear()
    act(article, "pass", first)


# --- the roster -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("printed", ["沈知远", "沈知遠", "Shen Zhiyuan", "知远", "望潮"])
def test_a_printed_name_is_matched_by_any_of_the_names_of_its_bearer(printed: str) -> None:
    known = make_contributor(
        "沈知远", name_hant="沈知遠", name_latin="Shen Zhiyuan", other_names="望潮、知远"
    )
    found, _left = parse_block(f"文：记者 {printed}")
    article = make_draft()
    crediting.replace_credits(article=article, credits=found)
    (person,) = [person for line in article.credits.all() for person in line.people.all()]
    assert (person.name, person.contributor) == (printed, known)


def test_only_who_keeps_the_roster_adds_to_it_and_no_name_that_cannot_be_one() -> None:
    with pytest.raises(Refusal):
        roster.add_contributor(name="何见川", user=make_user("reporter"))
    editor = make_user("editor")
    with pytest.raises(ValidationError):
        roster.add_contributor(name="何\u202e见川", user=editor)
    assert not Contributor.objects.exists()
    added = [roster.add_contributor(name="何见川", title="通讯员", user=editor) for _ in range(2)]
    assert [entry.slug for entry in added] == ["he-jianchuan", "he-jianchuan-2"]


def test_the_form_offers_new_names_to_those_who_keep_the_roster() -> None:
    article = make_draft()
    address = f"/admin/articles/article/{article.pk}/change/"
    offered = signed_in(make_user("editor", language="en")).get(address).content.decode()
    assert "contributor/add/?name_hans=%E6%B2%88" in offered and "Put 沈知远 into the roster" in offered
    assert "contributor/add/" not in signed_in(article.author).get(address).content.decode()
    make_contributor("沈知远")
    assert "name_hans=" not in signed_in(make_user("editor")).get(address).content.decode()
