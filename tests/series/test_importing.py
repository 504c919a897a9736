"""A finished story becomes a draft: every part in its place, names as printed, in its series."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError

from articles import editing
from articles.body.clean import image_uses
from articles.body.places import place_uid
from articles.models import Article, Contributor, CreditRole
from articles.models.ledger import Transition
from articles.models.published import PublishedArticle, PublishedCredit
from articles.models.revision import Revision
from articles.readiness import Weight, gaps
from articles.refusals import Refusal
from articles.text.errors import ScriptsUnavailable
from articles.text.story import parse_story
from series.importing import import_story
from series.models import Instalment, Series
from tests.factories import act, approve_all, make_section, make_site, make_user
from tests.series.importing import LONG, SEED, SHORT, codes, credit_lines, import_seed

pytestmark = pytest.mark.django_db


def without_places(body: str) -> str:
    """A body whose empty places somebody has deleted."""
    return re.sub(r'<p><img data-use="00000000-[0-9a-f-]*"></p>', "", body)


# --- the seed story ---------------------------------------------------------------------------------


def test_seed_becomes_a_draft_of_the_person_in_the_simplified_master() -> None:
    user = make_user("editor")
    article = import_seed(user).article
    assert (article.status, article.kind, article.author) == ("draft", "story", user)
    words = article.body.replace(f'<p><img data-use="{place_uid(1)}"></p>', "")
    assert words.startswith(
        f'<p><img data-use="{place_uid(2)}"></p><p>岁月如梭,奔涌着发展的磅礴之力;时光为笔,'
    )
    assert "黨" not in article.body and "党工委" in article.body
    assert "基于对发展形势" in article.body


def test_seed_makes_its_series_with_a_front_that_opens_with_the_note() -> None:
    imported = import_seed(make_user("editor"))
    assert imported.created_series and imported.series is not None
    front = imported.series.front
    assert (imported.series.title, front.headline) == ("山海为证·金普新程", "山海为证·金普新程")
    assert front.kind == Article.Kind.FRONT
    assert front.body.startswith("<p>岁序更替,华章日新。") and front.body.count("<p>") == 2
    assert front.revisions.get(number=front.revision_number).origin == Revision.Origin.IMPORT
    assert imported.article.editors_note == ""
    assert "岁序更替" not in imported.article.body


def test_seed_is_the_first_part_of_its_series_and_takes_its_route() -> None:
    imported = import_seed(make_user("editor"))
    slot = Instalment.objects.get(article=imported.article)
    assert (slot.series, slot.number, slot.is_home) == (imported.series, 1, True)
    assert imported.article.route.slug == "three"
    told = Transition.objects.filter(subject="series").values_list("action", flat=True)
    assert sorted(told) == ["attach", "create"]


def test_a_second_part_joins_the_series_and_keeps_its_note() -> None:
    user = make_user("editor")
    first = import_seed(user)
    second = import_seed(make_user("desk_head"))
    assert second.series == first.series and not second.created_series
    assert Instalment.objects.get(article=second.article).number == 2
    assert second.article.editors_note.startswith("岁序更替")
    assert second.article.editors_note.count("\n") == 1
    assert Series.objects.count() == 1


def test_three_section_heads_are_h2() -> None:
    body = import_seed(make_user("editor")).article.body
    for head in ("项目谋划“提质”", "项目建设“提速”", "项目服务“提优”"):
        assert f"<h2>这是{head}的一年</h2>" in body
    assert body.count("<h2>") == 3


def test_two_image_slots_are_told_of_and_keep_their_places_until_they_are_dealt_with() -> None:
    imported = import_seed(make_user("editor"))
    assert [(w.code, w.text) for w in imported.warnings if w.code == "image_slots"] == [("image_slots", "2")]
    assert "figure" not in imported.article.body and "![" not in imported.article.body
    assert image_uses(imported.article.body) == [place_uid(1), place_uid(2)]
    (gap,) = [gap for gap in gaps(imported.article) if gap.code == "picture_missing"]
    assert gap.weight == Weight.MUST and "1" in gap.message and "2" in gap.message


def test_credit_lines_are_credits_with_two_roles_and_titles_that_are_no_roles() -> None:
    assert credit_lines(import_seed(make_user("editor")).article) == [
        (["text", "photo"], [("记者", "徐菁"), ("记者", "樸峰"), ("通讯员", "李嘉欣")]),
        (["editor"], [("", "車曉丹")]),
        (["art_editor"], [("", "呂學琦")]),
        (["duty_editor"], [("", "宋子光")]),
    ]


def test_names_of_a_traditional_file_are_kept_as_printed_for_both_scripts() -> None:
    article = import_seed(make_user("editor")).article
    names = [(p.name, p.name_hant) for line in article.credits.all() for p in line.people.all()]
    assert ("樸峰", "樸峰") in names and ("車曉丹", "車曉丹") in names
    assert all(name == hant for name, hant in names)


def test_the_name_that_looks_converted_is_warned_of_and_not_mended() -> None:
    imported = import_seed(make_user("editor"))
    warned = [w for w in imported.warnings if w.code == "name_maybe_converted"]
    assert [w.text for w in warned] == ["樸峰"] and "朴峰" in warned[0].message
    assert not Article.objects.filter(credits__people__name="朴峰").exists()


def test_source_and_production_note_have_their_fields() -> None:
    article = import_seed(make_user("editor")).article
    assert (article.source, article.production_note) == ("金普融媒", "本条新闻由金普新闻编辑制作")
    assert not any("source" in roles for roles, _people in credit_lines(article))


def test_call_to_action_and_platform_notices_reach_no_field() -> None:
    article = import_seed(make_user("editor")).article
    everything = " ".join([article.body, article.production_note, article.source, article.headline])
    for word in ("点赞", "點贊", "网易", "網易", "NetEase", "特别声明"):
        assert word not in everything
    reasons = [removed.reason for removed in parse_story(SEED).removed]
    assert reasons.count("call_to_action") == 1 and reasons.count("platform_notice") == 2


def test_figures_are_added_only_where_kept_and_lack_their_source() -> None:
    story = parse_story(SEED)
    assert not import_story(story=story, user=make_user("editor")).article.key_figures.exists()
    kept = [figure for figure in story.key_figures if figure.value in ("5000", "56")]
    article = import_story(story=story, user=make_user("editor"), kept=kept).article
    rows = [(f.prefix, f.value, f.unit, f.label, f.source) for f in article.key_figures.all()]
    assert rows == [
        ("", "56", "个", "谋划布局通航产业园基础设施建设、金石滩东部基础设施配套等重大基础设施项目", ""),
        ("超", "5000", "亿元", "新区已汇集总投资的重大项目库", ""),
    ]
    assert "figure_no_source" in [gap.code for gap in gaps(article)]


def test_a_label_never_outgrows_its_column() -> None:
    long = "聚焦强化供水供电供气供热污水处理等基础设施支撑一共三十多个方面、谋划布局码头和园区的重大基础设施项目56个。"
    story = parse_story(f"标题：潮起\n{LONG}\n{long}")
    article = import_story(story=story, user=make_user("editor"), kept=story.key_figures).article
    (label,) = article.key_figures.values_list("label", flat=True)
    assert label == "谋划布局码头和园区的重大基础设施项目"


def test_the_first_revision_is_an_import_that_holds_everything() -> None:
    article = import_seed(make_user("editor")).article
    revision = article.revisions.get()
    assert (revision.number, revision.origin) == (1, Revision.Origin.IMPORT)
    assert "樸峰" in revision.content and "提质" in revision.content and "金普融媒" in revision.content


def test_the_imported_story_passes_three_steps_and_is_published_in_both_scripts() -> None:
    make_site()
    reporter = make_user("editor", display_name="唐棠")
    article = import_seed(reporter).article
    article.headline, article.section = "总投资超五千亿元的项目库", make_section()
    marked, article.body = article.body, without_places(article.body)
    assert article.body != marked
    article.save()
    editing.save_revision(article=article, user=reporter)
    act(article, "submit", reporter)
    round_ = article.open_round()
    assert round_ is not None and round_.steps.count() == 3
    approve_all(article)
    act(article, "publish", make_user("chief_editor"))
    rows = {row.script: row for row in PublishedArticle.objects.filter(uid=article.uid)}
    assert set(rows) == {"hans", "hant"}
    assert "重大项目库" in rows["hans"].body_html and "重大項目庫" in rows["hant"].body_html
    for script in ("hans", "hant"):
        names = PublishedCredit.objects.filter(uid=article.uid, script=script).values_list("name", flat=True)
        assert "樸峰" in names and "朴峰" not in names


# --- rights, limits, names --------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["administrator", "proofreader", "art_editor"])
def test_a_role_that_writes_nothing_imports_nothing(role: str) -> None:
    with pytest.raises(Refusal) as caught:
        import_seed(make_user(role))
    assert caught.value.code == "not_yours"
    assert not Article.objects.exists()


def test_a_simplified_story_keeps_its_words_and_gives_no_traditional_name() -> None:
    article = import_story(story=parse_story(SHORT), user=make_user("reporter")).article
    assert (article.headline, article.slug) == ("潮起海岬", "chao-qi-hai-jia")
    assert article.body == f"<p>{LONG}</p><p>{LONG}</p>"
    assert [p.name_hant for line in article.credits.all() for p in line.people.all()] == ["", ""]


def test_a_credited_name_stands_in_the_text_as_it_is_printed() -> None:
    text = f"標題：碼頭\n{LONG}\n記者樸峰說，這一年的船都回來了，碼頭上的燈還亮著。\n文/圖：記者 樸峰"
    article = import_story(story=parse_story(text), user=make_user("reporter")).article
    assert "记者樸峰说" in article.body


def test_a_name_of_the_roster_is_linked_and_its_simplified_form_offered_not_taken() -> None:
    known = Contributor.objects.create(slug="lv", name_hans="吕学琦", name_hant="呂學琦")
    imported = import_seed(make_user("editor"))
    (person,) = [
        p for line in imported.article.credits.all() for p in line.people.all() if p.name == "呂學琦"
    ]
    assert person.contributor == known
    assert [w.text for w in imported.warnings if w.code == "name_in_roster"] == ["呂學琦 → 吕学琦"]


def test_a_glyph_to_see_again_is_quoted_among_its_words_and_without_the_mark_before_them() -> None:
    text = f"標題：碼頭\n{LONG}\n潮水來了,奔湧著發展的力量。\n文/圖：記者 樸峰"
    imported = import_story(story=parse_story(text), user=make_user("reporter"))
    (told,) = [w.text for w in imported.warnings if w.code == "glyph_unsure"]
    assert "“奔湧著發展的”→“着”" in told


def test_bodies_and_labels_are_words_and_are_converted() -> None:
    text = "標題：碼頭這一年\n這一年的船都回來了，碼頭上的燈還亮著，說起來還是個長長的故事。\n攝影報道：灣區融媒體中心記者 樸峰\n出品：灣區融媒體中心"
    article = import_story(story=parse_story(text), user=make_user("reporter")).article
    first, second = article.credits.all()
    assert (first.roles, first.label) == (["text", "photo"], "摄影报道")
    assert [(p.name, p.organisation) for p in first.people.all()] == [("樸峰", "湾区融媒体中心")]
    assert [(p.name, p.name_hant) for p in second.people.all()] == [("湾区融媒体中心", "灣區融媒體中心")]


def test_a_label_of_the_newsrooms_own_role_is_that_role() -> None:
    CreditRole.objects.create(
        code="drone", label_hans="航拍", label_hant="航拍", label_en="Drone", group="make"
    )
    story = parse_story(f"{SHORT}航拍：许菁 沈知远\n")
    assert [credit.label for credit in story.credits][-1] == "航拍"
    article = import_story(story=story, user=make_user("reporter")).article
    assert [(line.roles, line.label) for line in article.credits.all()][-1] == (["drone"], "")


def test_what_no_field_can_hold_is_named_and_nothing_is_saved() -> None:
    address = "https://news.example.cn/" + "a" * 40
    sources = f"来源：{address}/1\n信源：{address}/2"
    text = f"标题：潮起\n{LONG}\n{sources}\n编辑：{'Maximilian' * 5} Lin"
    with pytest.raises(ValidationError) as caught:
        import_story(story=parse_story(text), user=make_user("editor"))
    assert len(caught.value.messages) == 2
    assert not Article.objects.exists()


def test_markup_in_a_story_is_text() -> None:
    story = parse_story(f"标题：潮起\n<script>alert(1)</script>{LONG}")
    body = import_story(story=story, user=make_user("reporter")).article.body
    assert body == f"<p>&lt;script&gt;alert(1)&lt;/script&gt;{LONG}</p>"


def test_without_opencc_a_traditional_story_is_saved_as_it_is_and_said_to_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unavailable(*_: object, **__: object) -> str:
        raise ScriptsUnavailable

    monkeypatch.setattr("series.import_copy.to_hans", unavailable)
    imported = import_seed(make_user("editor"), alone=True)
    assert without_places(imported.article.body).startswith("<p>歲月如梭") and "not_converted" in codes(
        imported
    )


def test_words_of_a_picture_without_its_picture_stay_in_the_text() -> None:
    story = parse_story(f"标题：潮起\n{LONG}\n![](a.jpg)\n图为二期泊位。许菁 摄\n{LONG}")
    body = import_story(story=story, user=make_user("reporter")).article.body
    place = f'<p><img data-use="{place_uid(1)}"></p>'
    assert body == f"<p>{LONG}</p>{place}<p>图为二期泊位。许菁 摄</p><p>{LONG}</p>"
