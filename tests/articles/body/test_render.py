"""Bodies on their way out."""

from articles.body.clean import clean_body
from articles.body.render import render_body, with_editor_sources
from tests.articles.body.strategies import USE

IMG = f'<img data-use="{USE}">'


def test_a_figure_takes_the_place_of_its_paragraph():
    html = clean_body(f"<p>甲{IMG}乙</p><ul><li>丙{IMG}</li></ul>")
    rendered = render_body(html, lambda use: f"<figure>{use[:4]}</figure>")
    assert rendered == "<p>甲</p><figure>0f8f</figure><p>乙</p><ul><li>丙<figure>0f8f</figure></li></ul>"


def test_a_picture_that_is_gone_leaves_no_empty_paragraph():
    assert render_body(clean_body(f"<p>甲</p>{IMG}"), lambda use: "") == "<p>甲</p>"


def test_headings_may_carry_ids_when_a_page_is_rendered():
    assert render_body('<h2 id="s1">甲</h2>', str) == '<h2 id="s1">甲</h2>'


def test_the_editor_sees_pictures_and_saving_takes_the_sources_off_again():
    stored = clean_body(f"<p>甲</p>{IMG}")
    shown = with_editor_sources(stored, lambda use: ('/admin/x?a=1&b="', "图 <1>"))
    assert 'src="/admin/x?a=1&amp;b=&quot;"' in shown and 'alt="图 &lt;1&gt;"' in shown
    assert clean_body(shown) == stored


def test_the_editor_never_gets_old_text_raw():
    shown = with_editor_sources("<p onclick=x>甲<script>alert(1)</script>", lambda use: None)
    assert shown == "<p>甲</p>"


def test_a_lost_picture_is_marked_in_words():
    assert "alt=" in with_editor_sources(IMG, lambda use: None)
