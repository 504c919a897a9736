"""Which series an imported story joins: the one it names, the one chosen, a new one, or none."""

from __future__ import annotations

import pytest

from articles.models import Article
from articles.refusals import Refusal
from series.importing import find_series
from series.models import Instalment, Series
from series.planning import create_series
from tests.factories import make_user
from tests.series.importing import codes, import_seed

pytestmark = pytest.mark.django_db


def test_a_reporter_gets_a_draft_outside_the_series_and_is_told_that_an_editor_must_attach_it() -> None:
    imported = import_seed(make_user("reporter"))
    assert (imported.series, imported.created_series, Series.objects.count()) == (None, False, 0)
    assert "series_not_attached" in codes(imported)
    assert imported.article.editors_note.startswith("岁序更替")
    assert imported.article.route.slug == "single"


def test_a_reporter_cannot_name_a_series_either() -> None:
    series = create_series(title="潮汐有信", user=make_user("editor"))
    imported = import_seed(make_user("reporter"), series_slug=series.slug)
    assert imported.series is None and not series.instalments.exists()
    assert "series_not_attached" in codes(imported)


@pytest.mark.parametrize(
    "title", ["山海为证·金普新程", "山海為證·金普新程", "《山海为证 金普新程》", "山海为证・金普新程"]
)
def test_a_series_is_found_in_either_script_and_punctuation(title: str) -> None:
    series = create_series(title=title, user=make_user("editor"))
    assert import_seed(make_user("editor")).series == series


def test_a_series_is_found_by_the_headline_of_its_front() -> None:
    series = create_series(title="新年策划", user=make_user("editor"))
    series.front.headline = "山海为证·金普新程"
    series.front.save()
    assert find_series("山海為證·金普新程") == series
    assert find_series("山海为证") is None
    assert find_series("·") is None


def test_a_chosen_series_is_joined_whatever_the_text_says() -> None:
    series = create_series(title="潮汐有信", user=make_user("editor"))
    Instalment.objects.create(series=series, number=7)
    imported = import_seed(make_user("editor"), series_slug=series.slug)
    assert Instalment.objects.get(article=imported.article).number == 8
    assert Series.objects.count() == 1


def test_a_story_kept_alone_joins_nothing_and_nobody_is_warned() -> None:
    imported = import_seed(make_user("editor"), alone=True)
    assert imported.series is None and "series_not_attached" not in codes(imported)
    assert not Instalment.objects.exists() and imported.article.editors_note


def test_an_unknown_series_saves_nothing() -> None:
    with pytest.raises(Series.DoesNotExist):
        import_seed(make_user("editor"), series_slug="keine")
    assert not Article.objects.exists()


def test_a_failure_while_attaching_takes_story_and_series_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise Refusal("lost_race")

    monkeypatch.setattr("series.planning.attach", refuse)
    with pytest.raises(Refusal):
        import_seed(make_user("editor"))
    assert not Article.objects.exists() and not Series.objects.exists()
