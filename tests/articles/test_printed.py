"""What the traditional edition prints: glyphs, names, quotation marks; and what it leaves alone."""

from __future__ import annotations

import pytest

from articles.models import PublishedArticle
from articles.printed import printed, printed_html
from tests.factories import make_published


def test_simplified_edition_prints_copy_as_it_stands():
    assert printed("“项目”由朴峰‘核准’", "hans") == "“项目”由朴峰‘核准’"


def test_traditional_edition_converts_glyphs_and_marks_and_leaves_names():
    assert printed("“项目”由朴峰‘核准’", "hant", {"朴峰": "朴峰"}) == "「項目」由朴峰『核准』"


def test_addresses_keep_their_marks():
    html = '<p><a href="https://example.org/“x”">“项目”</a></p>'
    assert printed_html(html, "hant") == '<p><a href="https://example.org/“x”">「項目」</a></p>'


@pytest.mark.django_db
def test_published_story_prints_one_kind_of_marks_in_each_script():
    article = make_published(headline="“核准”之后", body="<p>他说：“建成后‘投用’。”</p>")
    rows = {row.script: row for row in PublishedArticle.objects.filter(uid=article.uid)}
    assert rows["hans"].headline == "“核准”之后"
    assert rows["hant"].headline == "「核准」之後"
    assert rows["hant"].body_html == "<p>他說：「建成後『投用』。」</p>"
