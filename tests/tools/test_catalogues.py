"""Claims about the check of translations: it must notice each way in which a catalogue goes wrong."""

from pathlib import Path

import polib
import pytest

from tests.tools import catalogues

SOURCE = """
from django.utils.translation import gettext as _, ngettext

print(_("Draft"), ngettext("One part", "%(count)s parts", 2))
"""
WORDS = {"Draft": "草稿", "One part": "%(count)s 篇"}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A small tree with two strings, and its complete, compiled catalogues; the simplified one is returned."""
    (tmp_path / "newsroom").mkdir()
    (tmp_path / "newsroom/words.py").write_text(SOURCE)
    catalogues.update(tmp_path)
    for path in catalogues.sources(tmp_path):
        catalogue = polib.pofile(str(path))
        for entry in catalogue:
            if entry.msgid_plural:
                entry.msgstr_plural = {0: WORDS[entry.msgid]}
            else:
                entry.msgstr = WORDS[entry.msgid]
        catalogue.save(str(path))
    catalogues.compile_all(tmp_path)
    return tmp_path / "newsroom/locale/zh_Hans/LC_MESSAGES/django.po"


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


def test_half_width_punctuation_beside_chinese_is_noticed(source):
    assert "half-width" in "".join(_change(source, "草稿", "草稿,初稿"))


def test_lost_catalogue_of_one_language_is_noticed(source):
    source.with_name("django.po").unlink()
    assert "zh_Hans/LC_MESSAGES/django.po: no such catalogue" in "".join(catalogues.check(source.parents[4]))


def test_new_source_string_must_enter_both_catalogues(source):
    root = source.parents[4]
    (root / "newsroom/more.py").write_text('print(_("Fresh"))')
    problems = [line for line in catalogues.check(root) if "missing: 'Fresh' of newsroom/more.py" in line]
    assert len(problems) == len(catalogues.COMPLETE)


def test_string_that_lost_its_source_is_noticed_and_leaves(source):
    root = source.parents[4]
    (root / "newsroom/words.py").write_text(SOURCE.replace("Draft", "Sketch"))
    assert "in no source: 'Draft'" in "".join(catalogues.check(root))
    catalogues.update(root)
    assert "Draft" not in source.read_text()


def test_update_keeps_every_translation(source):
    before = source.read_text()
    catalogues.update(source.parents[4])
    assert source.read_text() == before


def test_replaced_stock_string_needs_no_source_and_stays(source):
    catalogue = polib.pofile(str(source))
    catalogue.append(polib.POEntry(msgid="Model name", msgstr="资料", tcomment="stock string of Django"))
    catalogue.save(str(source))
    root = source.parents[4]
    catalogues.update(root)
    catalogues.compile_all(root)
    assert "Model name" in source.read_text()
    assert catalogues.check(root) == []
