"""Claims about finding the strings of the source: what a page can ask for is found, as gettext will look it up."""

from pathlib import Path

import pytest

from tests.tools.sourcestrings import Message, found


def _found(root: Path, name: str, text: str) -> set[Message]:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return set(found(root))


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ('_("Draft")', Message("", "Draft")),
        ('gettext_lazy("Two " "pieces")', Message("", "Two pieces")),
        ('translation.gettext("By name")', Message("", "By name")),
        ('pgettext_lazy("status", "Draft")', Message("status", "Draft")),
        ('ngettext("%d day", "%d days", n)', Message("", "%d day", "%d days")),
        ('npgettext("time", "%d day", "%d days", n)', Message("time", "%d day", "%d days")),
    ],
)
def test_call_in_code_is_found(tmp_path, code, message):
    assert _found(tmp_path, "articles/words.py", code) == {message}


@pytest.mark.parametrize("code", ["_(label)", '_(f"{n} days")', 'format("Draft")', '"Draft"', '_("")'])
def test_what_nobody_can_translate_is_not_found(tmp_path, code):
    assert _found(tmp_path, "articles/words.py", code) == set()


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ('{% translate "Draft" %}', Message("", "Draft")),
        ('{% translate "Draft" context "status" as words %}', Message("status", "Draft")),
        ('{% translate "It isn\'t" %}', Message("", "It isn't")),
        ('{{ name|default:_("Newsroom") }}', Message("", "Newsroom")),
        ("{% blocktranslate with n=x %}{{ n }} parts{% endblocktranslate %}", Message("", "%(n)s parts")),
        (
            "{% blocktranslate count n=x %}{{ n }} part{% plural %}{{ n }} parts{% endblocktranslate %}",
            Message("", "%(n)s part", "%(n)s parts"),
        ),
        ("{% blocktranslate trimmed %}\n Two\n lines\n{% endblocktranslate %}", Message("", "Two lines")),
    ],
)
def test_tag_in_a_template_is_found(tmp_path, tag, message):
    template = f"{{% load i18n %}}<p>{tag}</p>"
    assert _found(tmp_path, "templates/articles/page.html", template) == {message}


def test_strings_come_with_the_first_file_that_has_them(tmp_path):
    _found(tmp_path, "articles/a.py", '_("Draft")')
    _found(tmp_path, "series/b.py", '_("Draft")')
    assert found(tmp_path) == {Message("", "Draft"): "articles/a.py"}


def test_text_outside_templates_is_not_read_as_a_template(tmp_path):
    assert _found(tmp_path, "articles/text/data/words.txt", '{% translate "Draft" %}') == set()
