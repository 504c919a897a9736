"""The clothes of a body: what is a pull quote, which pictures make a group, how tables tell their heads."""

from __future__ import annotations

from articles.body.dressing import MOST_PULLS, dress, group_pictures, mark_quotes, pull_quotes, scroll_tables

ONE, TWO, THREE = (f'<p><img data-use="{digit * 8}-1111-4111-8111-111111111111"></p>' for digit in "123")
SAID = "<p>“楼可以长四十二米，工期一天也没有长。”他说。</p>"


def test_quotation_that_the_text_says_elsewhere_is_a_pull_quote():
    html = (
        SAID
        + "<blockquote><p>楼可以长四十二米，工期一天也没有长。</p><p>——连晓峰，项目工程师</p></blockquote>"
    )
    marked = mark_quotes(html)
    assert (
        '<blockquote class="pull"><p>楼可以长四十二米，工期一天也没有长。</p><footer>连晓峰，项目工程师</footer>'
        in marked
    )
    assert pull_quotes(html) == ["楼可以长四十二米，工期一天也没有长。"]


def test_quotation_that_stands_only_here_or_is_long_stays_a_quotation():
    assert 'class="quote"' in mark_quotes(
        SAID + "<blockquote><p>门是给人走的，不是给火走的。</p></blockquote>"
    )
    long = "一句很长的话" * 10
    assert 'class="quote"' in mark_quotes(f"<p>{long}</p><blockquote><p>{long}</p></blockquote>")
    assert 'class="quote"' in mark_quotes("<blockquote><p>——</p></blockquote>")
    assert mark_quotes("<blockquote><p>——只有署名</p></blockquote>").count("只有署名") == 1


def test_quotation_marks_of_the_other_script_do_not_part_a_quote_from_its_source():
    html = "<p>「樓可以長四十二米」，他說。</p><blockquote><p>“樓可以長四十二米”</p></blockquote>"
    assert 'class="pull"' in mark_quotes(html)


def test_pictures_without_a_word_between_them_are_a_group_and_charts_break_it():
    grouped = group_pictures(ONE + TWO + "<p>字</p>" + THREE, lambda uid: True)
    assert grouped == f'<div class="group" data-count="2">{ONE}{TWO}</div><p>字</p>{THREE}'
    assert group_pictures(ONE + TWO, lambda uid: uid.startswith("1")) == ONE + TWO


def test_table_tells_its_heads_and_only_a_wide_one_scrolls():
    row = "<tr><th>甲</th><td>1</td></tr>"
    narrow = f"<table><thead><tr><th>项</th><th>数</th></tr></thead><tbody>{row}</tbody></table>"
    told = scroll_tables(narrow)
    assert told.count('<th scope="col">') == 2 and '<th scope="row">甲</th>' in told and "<thead>" in told
    assert "region" not in told
    cells = "<td>1</td>" * 6
    wide = scroll_tables(
        f"<table><caption>宽&amp;<strong>表</strong></caption><tbody><tr>{cells}</tr></tbody></table>"
    )
    assert '<div class="scroll" role="region" tabindex="0" aria-label="宽&amp;表"><table>' in wide


def test_words_of_a_caption_never_become_markup():
    cells = "<td>1</td>" * 6
    hostile = scroll_tables(
        f'<table><caption>&lt;script&gt;" onfocus="x</caption><tbody><tr>{cells}</tr></tbody></table>'
    )
    assert 'onfocus="x"' not in hostile.replace("&quot;", "'") and "<script>" not in hostile


def test_dressing_a_plain_body_changes_nothing():
    plain = "<h2>节</h2><p>正文<strong>重</strong></p><ul><li>一</li></ul>"
    assert dress(plain, lambda uid: True) == plain


def test_only_so_many_quotations_are_looked_up_in_the_text():
    html = (
        SAID
        + "<blockquote><p>工期一天也没有长。</p></blockquote>" * 2000
        + "<table><tbody><tr><td>1</td></tr></tbody></table>" * 2000
    )
    assert dress(html, lambda uid: True).count('class="pull"') == MOST_PULLS
