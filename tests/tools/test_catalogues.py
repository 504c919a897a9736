"""Claims about the check of translations: it must notice each way in which a catalogue goes wrong."""

from pathlib import Path

import polib
import pytest

from tests.tools import catalogues


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A complete, compiled catalogue of two entries."""
    path = tmp_path / "newsroom/locale/zh_Hans/LC_MESSAGES/django.po"
    path.parent.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    catalogue.append(polib.POEntry(msgid="Draft", msgstr="草稿"))
    catalogue.append(
        polib.POEntry(msgid="One part", msgid_plural="%(count)s parts", msgstr_plural={0: "%(count)s 篇"})
    )
    catalogue.save(str(path))
    catalogues.compile_all(tmp_path)
    return path


def _change(path: Path, old: str, new: str) -> list[str]:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    return catalogues.check(path.parents[4])


def test_complete_catalogue_passes(source):
    assert catalogues.check(source.parents[4]) == []


def test_changed_translation_must_be_compiled(source):
    assert "make messages" in "".join(_change(source, "草稿", "初稿"))


def test_missing_translation_is_noticed(source):
    assert "untranslated: 'Draft'" in "".join(_change(source, "草稿", ""))


def test_fuzzy_translation_is_noticed(source):
    assert "fuzzy: 'Draft'" in "".join(_change(source, 'msgid "Draft"', '#, fuzzy\nmsgid "Draft"'))


def test_lost_placeholder_is_noticed(source):
    assert "placeholders differ" in "".join(_change(source, "%(count)s 篇", "数篇"))


def test_no_catalogue_at_all_is_noticed(tmp_path):
    assert catalogues.check(tmp_path) != []
