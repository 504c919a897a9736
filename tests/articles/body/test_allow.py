"""The editor is configured from the table, and safely."""

import json

import pytest
from ckeditor.widgets import json_encode
from django.utils.translation import override

from articles.body.allow import ALLOWED, editor_config


@pytest.mark.parametrize(
    ("language", "editor"), [("zh-hans", "zh-cn"), ("zh-hant", "zh"), ("en", "en"), ("fr", "en")]
)
def test_the_editor_speaks_the_language_of_the_desk(language, editor):
    assert editor_config(language)["language"] == editor


def test_the_configuration_is_json_for_the_widget():
    with override("en"):
        config = json.loads(json_encode(editor_config("en")))
    assert config["contentsCss"][0].endswith("articles/editor/contents.css")
    assert config["title"] == "Body"


def test_the_editor_allows_what_the_table_names_and_no_more():
    rules = editor_config("en")["pasteFilter"]
    assert editor_config("en")["allowedContent"] == rules + ";*[!data-widget,!data-cke-upload-id]"
    assert isinstance(rules, str)
    named = {tag for rule in rules.split(";") for tag in rule.split("[")[0].split()}
    assert named == set(ALLOWED)
    assert "style" not in rules and "class" not in rules and "{" not in rules


def test_the_editor_is_hardened():
    config = editor_config("zh-hans")
    assert config["versionCheck"] is False and config["fullPage"] is False
    assert "data-*" not in config["disallowedContent"] and "*[on*]" in config["disallowedContent"]
    removed = config["removePlugins"].split(",")
    assert {
        "preview",
        "print",
        "iframe",
        "flash",
        "exportpdf",
        "wsc",
        "scayt",
        "docprops",
        "sourcearea",
    } <= set(removed)
    assert not set(removed) & set(config["extraPlugins"].split(","))
