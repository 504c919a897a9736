"""What the house promises about its own code, read off the code: who writes public rows, what relates to what.

The import contracts are held by import-linter in `make check`; here is what imports cannot say.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from articles.fingerprint import SHOWN
from newsroom import env

ROOT = Path(__file__).resolve().parents[1]
# The only modules that may write public tables; the first writes but the mark of what the others did.
WRITERS = {
    "articles/generation.py",
    "articles/publishing.py",
    "articles/publishing_search.py",
    "articles/publishing_site.py",
    "series/publishing.py",
}
_WRITES = {
    "create",
    "bulk_create",
    "update",
    "bulk_update",
    "delete",
    "save",
    "get_or_create",
    "update_or_create",
}
# Code that answers readers.
PUBLIC = (
    "views.py",
    "feeds.py",
    "sitemaps.py",
    "frontpage.py",
    "pages.py",
    "missing.py",
    "conditional.py",
    "calendar.py",
)
PUBLIC_SERIES = ("reading.py", "landing.py", "shelf.py", "finding.py")


@cache
def _trees() -> dict[str, ast.Module]:
    """Every module of ours but migrations, by its path."""
    found = {}
    for package in ("articles", "series", "newsroom"):
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                found[str(path.relative_to(ROOT))] = ast.parse(path.read_text("utf-8"))
    return found


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _names(node: ast.AST) -> set[str]:
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}


def _published(names: set[str]) -> set[str]:
    return {name for name in names if name.startswith("Published")}


def _public_modules() -> list[str]:
    return [
        path
        for path in _trees()
        if "/admin/" not in path
        and (
            Path(path).name in PUBLIC
            or path.startswith("newsroom/searching/")
            or (path.startswith("series/") and Path(path).name in PUBLIC_SERIES)
            or (path.endswith("templatetags/articles.py") or path.endswith("templatetags/series.py"))
        )
    ]


def test_only_publishing_modules_write_public_tables():
    writers: dict[str, set[str]] = {}
    for path, tree in _trees().items():
        for call in _calls(tree):
            if isinstance(call.func, ast.Attribute) and call.func.attr in _WRITES:
                for model in _published(_names(call.func.value)):
                    writers.setdefault(path, set()).add(model)
    assert set(writers) == WRITERS
    written = set.union(*writers.values())
    # rows of stories are saved as `build` made them
    assert written | {"PublishedArticle"} == {model.__name__ for model in _published_models()}


def _functions(tree: ast.Module) -> dict[str, set[str]]:
    """The functions of a module, each with the names that it calls, directly or through others of the module."""
    own = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    called = {
        name: {call.func.id for call in _calls(node) if isinstance(call.func, ast.Name)}
        for name, node in own.items()
    }
    for _round in own:
        called = {
            name: names.union(*(called.get(each, set()) for each in names)) for name, names in called.items()
        }
    return called


def _writing(tree: ast.Module) -> set[str]:
    """The functions of a module in which a public row is written."""
    return {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        for call in _calls(node)
        if isinstance(call.func, ast.Attribute) and call.func.attr in _WRITES
        if _published(_names(call.func.value))
    }


def test_every_verb_that_writes_public_rows_raises_the_generation():
    """What is known of pages would else be told of pages that are other ones now. By what a verb does: tests/proofs."""
    verbs = set()
    for path in WRITERS - {"articles/generation.py"}:
        calls, writing = _functions(_trees()[path]), _writing(_trees()[path])
        for name, called in calls.items():
            if not name.startswith("_") and ({name} | called) & writing:
                assert "raise_generation" in called, f"{path}: {name}"
                verbs.add(name)
    assert {"publish", "withdraw", "refreeze", "refresh_contributor", "link_part"} <= verbs
    assert {"publish_site", "publish_page", "withdraw_page", "index", "forget", "forget_strays"} <= verbs
    assert {"publish_series", "withdraw_series"} <= verbs


def test_settings_that_public_pages_show_are_in_the_fingerprint():
    # the address of the store and the contact are on no page that is known without rendering it
    elsewhere = {"DEBUG", "SHARE_ROOT", "SECURITY_CONTACT"}
    beside = ("articles/known.py", "newsroom/installing.py")
    shown = [path for path in _trees() if path in beside or "/sharing/" in path or "/templatetags/" in path]
    for path in [*_public_modules(), *shown]:
        if path.endswith("templatetags/desk.py") or "/audience/" in path:
            continue
        for node in ast.walk(_trees()[path]):
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "settings":
                assert node.attr in {*SHOWN, *elsewhere}, f"{path}: {node.attr}"


def test_public_rows_are_made_in_no_other_module_than_building_and_publishing():
    made = {
        path: names
        for path, tree in _trees().items()
        if (
            names := {
                n
                for call in _calls(tree)
                if isinstance(call.func, ast.Name)
                for n in _published({call.func.id})
            }
        )
    }
    allowed = WRITERS | {"articles/building.py"}
    # an empty masthead for a newsroom that has none yet, never saved
    assert made.pop("articles/pages.py") == {"PublishedSite"}
    assert set(made) <= allowed


def test_public_code_writes_nothing():
    for path in _public_modules():
        for call in _calls(_trees()[path]):
            if isinstance(call.func, ast.Attribute):
                manager = "objects" in ast.unparse(call.func.value)
                assert not (manager and call.func.attr in _WRITES), f"{path}:{call.lineno}"


def test_public_code_decides_nothing_by_status():
    assert len(_public_modules()) >= 18
    for path in _public_modules():
        for call in _calls(_trees()[path]):
            if isinstance(call.func, ast.Attribute) and call.func.attr in {"filter", "exclude", "get", "Q"}:
                asked = {keyword.arg or "" for keyword in call.keywords}
                told = {
                    name for name in asked if name.split("__")[0] in {"status", "is_public", "publish_at"}
                }
                assert not told, f"{path}:{call.lineno} asks for {told}"


def test_views_and_templates_filter_by_no_status():
    for path, tree in _trees().items():
        if "/models/" in path or path == "articles/states.py":  # where the newsroom's words are defined
            continue
        for call in _calls(tree):
            if isinstance(call.func, ast.Attribute) and call.func.attr in {"filter", "exclude"}:
                asked = {keyword.arg or "" for keyword in call.keywords}
                assert "status" not in asked, f"{path}:{call.lineno}: say it in a word of the queryset"
    for template in (ROOT / "templates").rglob("*.html"):
        assert "status__" not in template.read_text("utf-8").replace("?status__exact=", ""), template


def test_our_modules_send_each_other_no_signals():
    for path, tree in _trees().items():
        imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        signals = {name for name in imported if name.endswith("signals") or name == "django.dispatch"}
        assert not signals or path == "newsroom/staff/apps.py", path
        assert "@receiver" not in ast.unparse(tree), path


def _published_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__name__.startswith("Published")]


def test_no_key_crosses_between_public_and_private():
    assert len(_published_models()) == 12
    for model in apps.get_models(include_auto_created=True):
        public = model in _published_models()
        for field in model._meta.get_fields():
            other = field.related_model
            if isinstance(other, type):
                assert not public, f"{model.__name__}.{field.name} relates to {other.__name__}"
                assert other not in _published_models(), (
                    f"{model.__name__}.{field.name} relates to a public row"
                )


def test_every_public_row_is_one_of_its_address_and_script():
    for name in ("PublishedArticle", "PublishedNotice", "PublishedSeries"):
        model = next(model for model in _published_models() if model.__name__ == name)
        unique = {c.fields for c in model._meta.constraints if isinstance(c, models.UniqueConstraint)}
        assert {("uid", "script"), ("slug", "script")} <= unique


def test_every_time_of_ours_is_bounded():
    """One date outside 2000–2100 makes a row unreadable for good. What the clock alone writes needs no bound."""
    clock = {"created_at", "updated_at", "uploaded_at", "at", "signed_at", "read_at"}
    for model in apps.get_models():
        if not model.__module__.startswith(("articles", "series")):
            continue
        bounded = " ".join(
            str(c.condition) for c in model._meta.constraints if isinstance(c, models.CheckConstraint)
        )
        for field in model._meta.concrete_fields:
            if isinstance(field, models.DateField) and field.name not in clock:
                told = (
                    f"'{field.name}__gte'" in bounded or model.__name__ == "PublishedPart"
                )  # copied from a bounded slot
                assert told, f"{model.__name__}.{field.name}"


def test_rules_of_settings_that_others_stand_on():
    middleware = " ".join(settings.MIDDLEWARE)
    assert "LocaleMiddleware" not in middleware
    assert "cache.UpdateCache" not in middleware
    assert "ckeditor_uploader" not in settings.INSTALLED_APPS
    assert settings.DATABASES["default"]["CONN_MAX_AGE"] > 0
    private, public = (settings.STORAGES[name]["OPTIONS"] for name in ("default", "public"))
    assert private["base_url"] is None
    assert Path(private["location"]) not in Path(public["location"]).parents
    assert Path(public["location"]) not in [Path(private["location"]), *Path(private["location"]).parents]


def test_sqlite_takes_its_write_lock_as_a_transaction_begins(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "")
    options = env.database("DATABASE_URL", sqlite=tmp_path / "x.sqlite3")["OPTIONS"]
    assert (options["transaction_mode"], options["timeout"]) == ("IMMEDIATE", 20)
    assert "journal_mode=WAL" in options["init_command"]


@pytest.mark.parametrize("path", ["articles/editing.py", "articles/publishing.py", "series/planning.py"])
def test_verbs_take_keywords_only(path):
    """A verb is called by names, so that no two arguments change places unseen."""
    for node in _trees()[path].body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.name != "rows_for":
            assert len(node.args.args) <= 1, f"{node.name} takes {len(node.args.args)} by position"


def test_marks_are_given_in_the_file_of_their_tests():
    """`--naming` passes files by that do not name a mark."""
    elsewhere = [path for path in (ROOT / "tests").rglob("*.py") if not path.name.startswith("test_")]
    assert not [path for path in elsewhere if re.search(r"\bmark\.\w|add_marker", path.read_text("utf-8"))]
