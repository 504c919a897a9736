"""A theme is a folder: one style sheet and one set of partials make a fourth, without a line of Python."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import translation

from series.admin.forms import NewSeriesForm
from series.models.series import Series
from series.themes import PARTIALS, theme_called, themes
from tests.factories import make_user
from tests.proofs.making import make_released
from tests.published import put_running_series, put_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def fourth(tmp_path: Path, settings: Any) -> Iterator[None]:
    """A theme called 窗花, in folders of its own that the site is told of."""
    partials, styles = tmp_path / "templates/series/themes/papercut", tmp_path / "static/series/themes"
    partials.mkdir(parents=True)
    styles.mkdir(parents=True)
    for part in PARTIALS:
        (partials / f"_{part}.html").write_text(f"<i>papercut {part}</i>")
    (partials / "theme.toml").write_text(
        'titles = ["vertical"]\n[label]\nen = "Papercut"\nzh-hans = "窗花"\n'
    )
    (styles / "papercut.css").write_text(".cover { color: red; }")
    _look_again()
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [tmp_path / "templates", *settings.TEMPLATES[0]["DIRS"]]}
    ]
    settings.STATICFILES_DIRS = [tmp_path / "static"]
    _look_again()
    yield
    _look_again()


def _look_again() -> None:
    themes.cache_clear()
    finders.get_finder.cache_clear()


def test_three_themes_come_with_the_house_in_their_order() -> None:
    assert [*themes()] == ["ink", "harbour", "annals"]
    assert all(theme.has_tokens and theme.about for theme in themes().values())
    with translation.override("zh-hant"):
        assert [theme.label for theme in themes().values()] == ["青綠", "海港", "年鑑"]
    assert theme_called("../../evil").name == "ink"


def test_fourth_theme_is_offered_and_printed_without_a_line_of_python(client: Client, fourth: None) -> None:
    assert [*themes()] == ["ink", "harbour", "annals", "papercut"]
    form = NewSeriesForm({"title": "窗花", "theme": "papercut", "label_style": "of"})
    form.is_valid()
    assert "theme" not in form.errors and dict(Series._meta.get_field("theme").flatchoices)["papercut"]
    put_site()
    put_running_series(2, slug="chaoxi", theme="papercut")
    page = client.get("/series/chaoxi/").content.decode()
    assert 'data-theme="papercut"' in page and "papercut cover" in page
    assert "series/themes/papercut.css" in page and "papercut.tokens.css" not in page
    for path, part in (("/", "hero"), ("/series/", "tile"), ("/articles/pian-1/", "ribbon")):
        page = client.get(path).content.decode()
        # it brings no colours for other pages: they keep the house's
        assert f"papercut {part}" in page and 'data-theme="papercut"' not in page, path


def test_theme_that_lacks_a_piece_is_none(tmp_path: Path, fourth: None) -> None:
    (tmp_path / "templates/series/themes/papercut/_tile.html").unlink()
    _look_again()
    assert "papercut" not in themes()


def test_no_theme_is_named_in_python() -> None:
    for package in ("series", "newsroom", "articles"):
        for path in (Path(settings.BASE_DIR) / package).rglob("*.py"):
            if "migrations" in path.parts or (path.name == "series.py" and path.parent.name == "models"):
                continue  # the model names the default
            if path.name == "sharing.py":
                continue  # plates of cards: a theme without is set in the house's manner
            words = path.read_text("utf-8")
            assert '"harbour"' not in words and '"annals"' not in words and "'annals'" not in words, path


def test_every_theme_can_be_looked_at_before_it_is_chosen(client: Client) -> None:
    series = make_released()
    client.force_login(make_user("editor"))
    form = client.get(f"/admin/series/series/{series.pk}/change/").content.decode()
    for name in themes():
        path = f"/admin/series/series/{series.pk}/looks/{name}/"
        assert path in form and f"series/themes/{name}.tokens.css" in form
        answer = client.get(path)
        assert answer.status_code == 200 and f'data-theme="{name}"' in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
    series.refresh_from_db()
    assert series.theme == "ink"


@pytest.mark.parametrize(("role", "status"), [("reporter", 403), ("administrator", 403), ("editor", 404)])
def test_looks_are_for_those_who_plan_series_and_for_themes_that_exist(
    client: Client, role: str, status: int
) -> None:
    client.force_login(make_user(role))
    assert client.get(f"/admin/series/series/{make_released().pk}/looks/nope/").status_code == status
