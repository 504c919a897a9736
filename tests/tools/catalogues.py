"""Compiles and checks the translations without gettext: `python -m tests.tools.catalogues compile|check`.

`check` fails where a .po and its .mo differ, a Chinese entry is missing or fuzzy, or a placeholder got lost.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = {"zh_Hans", "zh_Hant"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sdf]|%[sd]|\{\w*\}")


def sources(root: Path) -> list[Path]:
    """Every .po under a locale folder of the project's own packages."""
    return sorted(
        path
        for package in ("newsroom", "articles", "series")
        for path in (root / package).glob("**/locale/*/LC_MESSAGES/*.po")
    )


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


def check(root: Path) -> list[str]:
    """Every problem of every catalogue; a project without catalogues is a problem too."""
    found = sources(root)
    if not found:
        return ["no catalogue found under */locale/"]
    return [f"{path.relative_to(root)}: {problem}" for path in found for problem in problems(path)]


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["compile"]:
            compile_all(ROOT)
        case ["check"]:
            sys.exit("\n".join(check(ROOT)) or None)
        case _:
            sys.exit(__doc__)
