"""The tab 校对 in a real browser: finds while one types, marks without touching the text, mends, leaves with a reason."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from articles import clock, editing
from articles.models import Article, ClipUse, Correction, KeyFigure, ProofDecision
from articles.proofing.report import report_of
from tests.articles.inserts.conftest import media_stores as media_stores
from tests.clips import VTT, demo_clip, placed, put_chart, use_clip
from tests.factories import ensure_defaults, make_draft, make_site, make_user
from tests.proofs.making import make_image, use_image
from tests.tools.waiting import CALM, comes_to

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
BODY = "<p>轮渡还剩多少日子，<strong>船上的人</strong>算得清楚。</p>"
CHOSEN = "(field) => field.value.slice(field.selectionStart, field.selectionEnd)"
PLACES = """(items) => items.map(({ dataset: { field, ref, start, end } }) =>
    [field, ref, Number(start), Number(end)])"""
MARKS = """() => [...document.querySelector("iframe.cke_wysiwyg_frame").contentWindow.CSS.highlights]
    .map(([name, marks]) => [name, [...marks].map(String)])"""
SELECTED = (
    """() => document.querySelector("iframe.cke_wysiwyg_frame").contentWindow.getSelection().toString()"""
)


@pytest.fixture
def form(live_server, browser: Browser) -> Page:
    """The form of a reporter's own clean draft, open and quiet."""
    ensure_defaults()
    make_site()
    page = _opened(
        make_draft(author=make_user("reporter"), body=BODY, headline="最后一班轮渡"), live_server, browser
    )
    expect(page.locator("#panel-proof .ok")).to_be_visible()
    return page


@pytest.fixture
def copy_everywhere(live_server, browser: Browser, media_stores) -> Page:
    """The form of a draft with errors in a clip, its poster, a chart, a key figure, a correction, the lines below it and a
    traditional line; its text has none."""
    ensure_defaults()
    make_site()
    foot = {"source": "区,融媒体中心", "production_note": "本台,摄制", "ai_note": "没有用,也就不印。"}
    article = make_draft(author=make_user("reporter"), body=BODY, standfirst_hant="今天,開航。", **foot)
    for place, label in enumerate(("末班,时刻", "船,数"), start=1):
        KeyFigure.objects.create(article=article, position=place, value="21,5", label=label)
    Correction.objects.create(article=article, issued_at=clock.now(), wrong="九,点", right="九点,半。")
    poster = use_image(
        article, make_image(), slot="body", alt="码头,清晨", caption="渔港清晨。", credit="陆晚亭 摄"
    )
    words = {"captions": VTT.replace("末班", "末班,"), "transcript": "一句,两句。\n三句,四句。"}
    clip = use_clip(article, demo_clip(article.author), poster=poster.uid, **words)
    chart = put_chart(article, rows=[["快递,包裹", "2.2"], ["特快专递", "0.5"]])
    article.body += placed(clip, chart)
    article.save()
    editing.save_revision(article=article, user=article.author)
    return _opened(article, live_server, browser)


def _opened(article: Article, live_server, browser: Browser) -> Page:
    client = Client()
    client.force_login(article.author)
    # the editor may run strings as code, which the page's policy forbids a test to do
    context = browser.new_context(**CALM, base_url=live_server.url, locale="zh-CN", bypass_csp=True)
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page = context.new_page()
    page.errors = []  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.errors.append(str(error)))  # type: ignore[attr-defined]
    page.goto(f"/admin/articles/article/{article.pk}/change/#panel-proof")
    page.article = article  # type: ignore[attr-defined]
    expect(page.frame_locator("iframe.cke_wysiwyg_frame").locator("strong")).to_be_visible()
    return page


def test_writer_mends_what_is_found_as_they_type(form: Page):
    items, tab = form.locator(".proof-item"), form.locator("#tab-proof sup")
    editor = form.frame_locator("iframe.cke_wysiwyg_frame").locator("body")
    editor.locator("p").first.click()
    form.keyboard.press("Control+End")
    form.keyboard.insert_text("截止昨天,还有👨‍👩‍👧票,座落码头（待核）。")
    form.fill("#id_headline", "最后一班|轮渡,九点")
    expect(items).to_have_count(6)
    expect(tab).to_have_text("6")

    comes_to(form, lambda: dict(form.evaluate(MARKS)).get("proof-must"), ["（待核）"])
    comes_to(form, lambda: dict(form.evaluate(MARKS)).get("proof-should"), ["截止", ",", ",", "座落"])
    items.filter(has_text="W21").locator("[data-go]").click()
    comes_to(form, lambda: form.evaluate(SELECTED), "座落")
    items.filter(has_text="主题").locator("[data-go]").click()
    expect(form.locator("#id_headline")).to_be_focused()
    comes_to(form, lambda: form.locator("#id_headline").evaluate(CHOSEN), ",")

    items.filter(has_text="W21").locator("[data-mend]").click()
    expect(items).to_have_count(5)
    form.locator("[data-mend-all]").click()
    expect(items).to_have_count(2)
    expect(form.locator("#id_headline")).to_have_value("最后一班|轮渡，九点")

    left = items.filter(has_text="W02")
    left.locator("summary").click()
    left.locator("input[name=reason]").fill("照录告示原文")
    left.locator("form button").click()
    expect(form.locator(".is-ignored")).to_contain_text("照录告示原文")
    assert ProofDecision.objects.get().rule == "W02"
    found = Axe().run(form, "#panel-proof", {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()

    form.locator("button[name=_act][value=save]:visible").first.click()
    expect(form.locator("[name=seen_revision]").first).to_have_value("2")
    form.article.refresh_from_db()
    assert form.article.body == BODY.replace("</p>", "截止昨天，还有👨‍👩‍👧票，坐落码头（待核）。</p>")
    assert (form.article.headline, form.article.headline_breaks) == ("最后一班轮渡，九点", [4])
    assert form.errors == []


def test_all_that_readers_get_beside_the_text_is_proofread_as_one_types(copy_everywhere: Page):
    form = copy_everywhere
    items = form.locator(".proof-item")
    wanted = [
        [one.found.field, one.found.ref, one.found.start, one.found.end]
        for one in report_of(form.article).open
    ]
    assert {field for field, _ref, _start, _end in wanted} == {
        "alt", "clip_captions", "clip_transcript", "chart_rows", "standfirst_hant",
        "figure_label", "correction_right", "source", "production_note",
    }  # fmt: skip
    comes_to(form, lambda: items.evaluate_all(PLACES), wanted)

    chart = form.locator("#charts .desk-insert").first
    items.filter(has_text="图表1").locator("[data-go]").click()
    expect(chart.locator("textarea")).to_be_focused()
    comes_to(form, lambda: chart.locator("textarea").evaluate(CHOSEN), ",")
    items.filter(has_text="图表1").locator("[data-mend]").click()
    expect(chart.locator("textarea")).to_have_value("快递，包裹\t2.2\n特快专递\t0.5")
    expect(items).to_have_count(len(wanted) - 1)
    form.locator("#clips summary").first.click()
    form.fill("[name=clips-0-caption]", "渡轮,靠岸。")
    expect(items).to_have_count(len(wanted))
    items.filter(has_text="繁体导语").locator("[data-go]").click()
    comes_to(form, lambda: form.locator("#id_standfirst_hant").evaluate(CHOSEN), ",")
    form.fill("[name=figures-0-ORDER]", "9")
    expect(items.filter(has_text="数读2")).to_contain_text("末班")
    items.filter(has_text="数读2").locator("[data-go]").click()
    comes_to(form, lambda: form.locator("[name=figures-0-label]").evaluate(CHOSEN), ",")
    items.filter(has_text="制作说明").locator("[data-go]").click()
    comes_to(form, lambda: form.locator("#id_production_note").evaluate(CHOSEN), ",")
    items.filter(has_text="更正1").locator("[data-go]").click()
    comes_to(form, lambda: form.evaluate("() => getSelection().toString()"), ",")
    form.select_option("#id_ai_use", "assisted")
    expect(items).to_have_count(len(wanted) + 1)
    form.locator("[data-mend-all]").click()
    expect(items).to_have_count(1)
    expect(form.locator("#id_ai_note")).to_have_value("没有用，也就不印。")
    expect(form.locator("[name=figures-0-label]")).to_have_value("末班，时刻")

    # what is only read on the form is mended by a save, which keeps all that was typed
    items.locator("[data-mend]").click()
    expect(form.locator("[name=seen_revision]").first).to_have_value("4")
    expect(items).to_have_count(0)
    assert report_of(Article.objects.get()).open == []
    assert [*KeyFigure.objects.values_list("label", "value")] == [("船，数", "21,5"), ("末班，时刻", "21,5")]
    assert (Correction.objects.get().right, Correction.objects.get().wrong) == ("九点，半。", "九,点")
    assert ClipUse.objects.get().captions == VTT.replace("末班", "末班，")
    assert form.errors == []


def test_a_press_is_a_click_though_it_takes_the_focus_from_a_reason(form: Page):
    items = form.locator(".proof-item")
    form.fill("#id_headline", "最后一班轮渡,九点,座落码头")
    expect(items).to_have_count(3)
    items.last.locator("summary").first.click()
    expect(items.last.locator("input[name=reason]")).to_be_focused()
    with form.expect_response(
        lambda answer: "/proof" in answer.url
    ):  # it waits for whoever writes the reason
        form.evaluate("""() => {
            const field = document.getElementById("id_headline");
            field.value += "，终点";
            field.dispatchEvent(new Event("input", { bubbles: true }));
        }""")
    form.wait_for_timeout(200)
    items.first.locator("[data-mend]").hover()
    form.mouse.down()
    form.wait_for_timeout(200)  # as long as a press may take
    form.mouse.up()
    expect(form.locator("#id_headline")).to_have_value("最后一班轮渡，九点,座落码头，终点")
