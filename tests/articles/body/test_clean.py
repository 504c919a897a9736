"""What becomes of particular bodies: attacks, pastes from other editors, and Chinese copy."""

from contextlib import suppress

import pytest

from articles.body.clean import BodyRefused, clean_body, foreign_images, image_uses, lazy_images, to_text
from tests.articles.body.strategies import USE
from tests.tools.growth import grows_too_fast

IMG = f'<img data-use="{USE}">'

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href="&#106;avascript&colon;alert(1)">x</a>',
    '<a href="\x01javascript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="vbscript:msgbox(1)">x</a>',
    "<style>a</style b><img src=x onerror=alert(1)>",
    "<![CDATA[><script>alert(1)</script>]]>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<svg><foreignObject><body onload=alert(1)></foreignObject></svg>",
    '<math><annotation-xml encoding="text/html"><style><img src=x onerror=alert(1)></style></annotation-xml></math>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<base href="//evil/">',
    '<meta http-equiv="refresh" content="0;url=//evil">',
    '<form action="//evil"><button>x</button></form>',
    '<p style="position:fixed;inset:0">x</p>',
    '<p id="location" name="cookie" class="x">x</p>',
    '<img src="//evil/t.gif">',
    '<a href="//evil">x</a>',
    '<a href="/\\evil">x</a>',
    '<a href="\\\\evil">x</a>',
    '<a href="/articles/../admin/logout/">x</a>',
    '<a href="/articles/%2e%2e/admin/">x</a>',
    '<a href="/admin/">x</a>',
    '<a href="https://good.example@evil.example/">x</a>',
    '<a href="http://[::1">x</a>',
]


@pytest.mark.parametrize("html", ATTACKS)
def test_an_attack_leaves_only_its_words(html):
    cleaned = clean_body(html)
    for trace in (
        "<script",
        "<img",
        "<style",
        "<svg",
        "<math",
        "href",
        "style=",
        "id=",
        "<iframe",
        "<form",
        "<base",
        "<meta",
    ):
        assert trace not in cleaned


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=1#c",
        "http://example.org/",
        "mailto:desk@example.org",
        "/articles/a/",
        "/zh-hant/series/b/",
    ],
)
def test_a_decent_link_stays_as_it_is(address):
    assert (
        clean_body(f'<p><a href="{address}" target="_blank" rel="x">文</a></p>')
        == f'<p><a href="{address}">文</a></p>'
    )


def test_template_code_stays_text():
    assert clean_body("<p>{{ 7*7 }}{% load x %}</p>") == "<p>{{ 7*7 }}{% load x %}</p>"


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("<div>甲</div><div>乙</div>", "<p>甲</p><p>乙</p>"),
        ("甲<br><br>乙", "<p>甲</p><p>乙</p>"),
        ("<p>甲<br>乙<br></p>", "<p>甲<br>乙</p>"),
        ("<p>　　甲</p><p>&nbsp;</p><p>　</p><p></p>", "<p>甲</p>"),
        ("<h1>题</h1><h5>小题</h5>", "<h2>题</h2><h3>小题</h3>"),
        ("<p><b>甲<strong>乙</strong></b><i>丙</i></p>", "<p><strong>甲乙</strong><em>丙</em></p>"),
        ("<p><b>甲<p>乙</b>丙", "<p><strong>甲</strong></p><p><strong>乙</strong>丙</p>"),
        ("<ol><li><p>甲</p><p>乙</p></li></ol>", "<ol><li>甲<br>乙</li></ol>"),
        ("<ul><li>甲<ul><li>乙</li></ul></li></ul>", "<ul><li>甲<ul><li>乙</li></ul></li></ul>"),
        ("<ul><li>甲</li><ul><li>乙</li></ul></ul>", "<ul><li>甲<ul><li>乙</li></ul></li></ul>"),
        ("<blockquote>甲<blockquote>乙</blockquote>丙</blockquote>丁", "<blockquote><p>甲</p><p>乙</p><p>丙</p></blockquote><p>丁</p>"),
        ("<p>换\n行</p><p>two\nwords</p>", "<p>换行</p><p>two words</p>"),
        ("<p>e\u0301</p>", "<p>\u00e9</p>"),
        ("<p>\u1100<b>\u200d</b>\u1161</p>", "<p>\uac00</p>"),
        ("<b><table><tr><td>甲</table>乙", "<table><tbody><tr><td>甲</td></tr></tbody></table><p><strong>乙</strong></p>"),
        ("<p>于\u200b海\u202e</p>", "<p>于海</p>"),
        ("<p>👨\u200d👩\u200d👧甲\u200d乙</p>", "<p>👨\u200d👩\u200d👧甲乙</p>"),
        ("<p>a\ud800b</p>", "<p>ab</p>"),
        (f"<h2>甲{IMG}乙</h2>", f"<h2>甲</h2><p>{IMG}</p><h2>乙</h2>"),
        (f'<p>{IMG[:-1]} src="x" alt="y" width="9" /></p>', f"<p>{IMG}</p>"),
        ('<p><img data-use="12" src="/media/x.jpg">甲</p>', "<p>甲</p>"),
        ("<p>a < b && c</p>", "<p>a &lt; b &amp;&amp; c</p>"),
        ("<ul><li><b>甲<ul></ul>乙</b></ul>", "<ul><li><strong>甲</strong><br><strong>乙</strong></li></ul>"),
    ],
)  # fmt: skip
def test_a_paste_becomes_canonical(pasted, kept):
    assert clean_body(pasted) == kept


def test_a_table_keeps_its_shape_and_flattens_a_table_inside():
    html = (
        "<table border=1><caption>表</caption><tr><th rowspan=2 colspan=1>甲<td colspan=99>乙"
        "<tr><td><table><tr><td>丙</td><td>丁</td></tr></table>戊</td></tr></table>己"
    )
    assert clean_body(html) == (
        '<table><caption>表</caption><tbody><tr><th rowspan="2">甲</th><td>乙</td></tr>'
        "<tr><td>丙<br>丁<br>戊</td></tr></tbody></table><p>己</p>"
    )


def test_words_survive_every_structure():
    words = "甲乙丙丁戊己"
    html = "<table>甲<tr>乙<li>丙</table><ul>丁<table><td>戊</ul><blockquote><hr><li>己"
    assert "".join(to_text(html).split()) == words


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("字" * 400_000, "too_large"),
        ("<div>" * 101, "too_deep"),
        ("<b><div></b>" * 101, "too_deep"),
        ("<b>" * 101 + "x", "too_deep"),
        ("<p>x" * 20_001, "too_many_tags"),
        ("<p " + "a " * 50_000 + ">x", "too_many_tags"),
        ("<b><i><s><sup><sub><a href=https://a.example/>" + "<p>x" * 9_000, "too_many_tags"),
    ],
)
def test_a_body_beyond_bounds_is_refused_with_a_code(html, code):
    with pytest.raises(BodyRefused) as refused:
        clean_body(html)
    assert refused.value.code == code
    assert refused.value.message


def test_comments_cannot_hide_depth():
    with pytest.raises(BodyRefused):
        clean_body("<div><!--</div>-->" * 200)


@pytest.mark.parametrize(
    ("before", "again", "size"),
    [
        ("", "<div>", 7_000),
        ("", "<!--", 10_000),
        ("x" * 80_000, '<a href="', 750),
        ("", "<title>", 750),
        ("", "</script <script ", 400),
        ("&#", "1", 40_000),
        ("<p a", " ", 40_000),
        ("", "汉\n", 10_000),
        ("", "👨\u200d", 5_000),
        ("a", "\u0301", 17_000),
        ("", "<td>x", 750),
        ("<table>", "<td>x", 750),
        ("", "<b>x</b>", 400),
        ("<ul><li>" * 90, "<li>x", 250),
    ],
)
def test_a_long_body_takes_no_more_than_its_share(before, again, size):
    # Not of “&”: the parser copies what it has with each, which `make bench` shows to stay within bounds.
    def clean(html):
        with suppress(BodyRefused):
            clean_body(html)

    assert not grows_too_fast(clean, lambda times: before + again * times, size)


def test_text_has_a_line_for_each_block_and_row():
    html = "<h2>题</h2><p>甲<br>乙 &lt;丙&gt;</p><ul><li>一<ul><li>二</li></ul></li></ul><table><tr><td>a<td>b</table>"
    assert to_text(html) == "题\n甲\n乙 <丙>\n一\n二\na\tb"


def test_uses_are_named_once_in_order_and_in_one_spelling():
    other = "11111111-2222-4333-8444-555555555555"
    html = f'<img data-use="{other}"><p><img data-use="{USE.upper()}"></p>{IMG}'
    assert image_uses(html) == [other, USE]


def test_pictures_that_will_be_lost_are_counted():
    html = f'<p>{IMG}<img data-src="https://mmbiz.example/1"><img src="https://x.example/2.jpg"><img data-src=3 src=4></p>'
    assert (lazy_images(html), foreign_images(html)) == (2, 3)
