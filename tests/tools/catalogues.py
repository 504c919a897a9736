"""Keeps the translations without gettext: `python -m tests.tools.catalogues update|compile|check`.

`update` writes new source strings into the .po files, empty, and takes out those that no source has any more.
`check` fails where a source string is missing in a catalogue, an entry is empty, fuzzy or left over, a placeholder
got lost, Chinese stands beside half-width punctuation, or a .po and its .mo differ.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

from tests.tools.sourcestrings import Message, found

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = ("zh_Hans", "zh_Hant")
PLACEHOLDER = re.compile(r"%\(\w+\)[sdf]|%[sd]|\{\w*\}|</?\w+>")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,:;!?]|[,;!?][\u4e00-\u9fff]")
# An entry whose comment starts so belongs to Django or a package: ours replaces theirs, and no source of ours has it.
STOCK = "stock"


def sources(root: Path) -> list[Path]:
    """Every .po under a locale folder of the project's own packages."""
    return sorted(
        path
        for package in ("newsroom", "articles", "series")
        for path in (root / package).glob("**/locale/*/LC_MESSAGES/*.po")
    )


def update(root: Path) -> None:
    """Bring the Chinese catalogues up to date with the source: new strings enter empty, unused ones leave."""
    wanted = found(root)
    for language in COMPLETE:
        path = _path(root, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        _merged(path, wanted, language).save(str(path))


def _path(root: Path, language: str) -> Path:
    return root / "newsroom" / "locale" / language / "LC_MESSAGES" / "django.po"


def _merged(path: Path, wanted: dict[Message, str], language: str) -> polib.POFile:
    old = polib.pofile(str(path)) if path.exists() else polib.POFile()
    known = {_key(entry): entry for entry in old if not entry.obsolete}
    new = polib.POFile(wrapwidth=110)
    new.metadata = {
        "Project-Id-Version": "newsroom",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    new.extend(known.get(message) or _blank(message) for message in wanted)
    new.extend(entry for key, entry in known.items() if _is_stock(entry) and key not in wanted)
    return new


def _key(entry: polib.POEntry) -> Message:
    return Message(entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")


def _blank(message: Message) -> polib.POEntry:
    entry = polib.POEntry(msgctxt=message.context or None, msgid=message.text)
    if message.plural:
        entry.msgid_plural, entry.msgstr_plural = message.plural, {0: ""}
    if "%" in message.text + message.plural:
        entry.flags = ["python-format"]
    return entry


def _is_stock(entry: polib.POEntry) -> bool:
    return str(entry.tcomment).startswith(STOCK)


def compile_all(root: Path) -> None:
    """Write the .mo beside every .po."""
    for source in sources(root):
        polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))


def problems(source: Path) -> Iterator[str]:
    """What is wrong with one catalogue, a line each."""
    catalogue = polib.pofile(str(source))
    if source.parent.parent.name in COMPLETE:
        yield from (f"untranslated: {entry.msgid!r}" for entry in catalogue.untranslated_entries())
        yield from (f"fuzzy: {entry.msgid!r}" for entry in catalogue.fuzzy_entries())
    yield from (
        f"placeholders differ: {entry.msgid!r}" for entry in catalogue if not _same_placeholders(entry)
    )
    yield from (
        f"half-width punctuation: {text!r}"
        for entry in catalogue
        for text in (entry.msgstr, *entry.msgstr_plural.values())
        if HALF_WIDTH.search(text)
    )
    compiled = source.with_suffix(".mo")
    if not compiled.exists():
        yield "not compiled: run `make messages`"
    elif _content(polib.mofile(str(compiled))) != _content(catalogue):
        yield f"{compiled.name} is not what {source.name} says: run `make messages`"


def _content(catalogue: "polib.POFile | polib.MOFile") -> dict[object, object]:
    entries = catalogue if isinstance(catalogue, polib.MOFile) else catalogue.translated_entries()
    messages: dict[object, object] = {
        (entry.msgctxt, entry.msgid, entry.msgid_plural or ""): entry.msgstr_plural or entry.msgstr
        for entry in entries
    }
    return messages | {"": catalogue.metadata}


def _same_placeholders(entry: polib.POEntry) -> bool:
    """The last plural form (Chinese has only one) stands for any number; an earlier one may leave it out."""
    one, many = _placeholders(entry.msgid), _placeholders(entry.msgid_plural or entry.msgid)
    *few, last = [form for _, form in sorted(entry.msgstr_plural.items())] or [entry.msgstr]
    return all(_placeholders(form) in (one, many) for form in few) and (
        not last or _placeholders(last) == many
    )


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def coverage(root: Path) -> Iterator[str]:
    """Where the Chinese catalogues and the strings of the source differ, a line each."""
    wanted = found(root)
    for language in COMPLETE:
        path = _path(root, language)
        name = path.relative_to(root)
        if not path.exists():
            yield f"{name}: no such catalogue"
            continue
        has = {_key(entry): entry for entry in polib.pofile(str(path)) if not entry.obsolete}
        for message, where in wanted.items():
            if message not in has:
                yield f"{name}: missing: {message.text!r} of {where}: run `make messages` and translate it"
        for message, entry in has.items():
            if message not in wanted and not _is_stock(entry):
                yield f"{name}: in no source: {message.text!r}: run `make messages`"


def check(root: Path) -> list[str]:
    """Every problem of every catalogue; a language without its catalogue is a problem too."""
    inside = [f"{path.relative_to(root)}: {line}" for path in sources(root) for line in problems(path)]
    return [*coverage(root), *inside]


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["update"]:
            update(ROOT)
        case ["compile"]:
            compile_all(ROOT)
        case ["check"]:
            sys.exit("\n".join(check(ROOT)) or None)
        case _:
            sys.exit(__doc__)
