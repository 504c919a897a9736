"""Finds every translatable string of the source tree in pure Python: gettext calls in code, tags in templates.

`catalogues` compares what is found here with the .po files. Templates go through Django's own `templatize`, so
that the strings are those that the template engine will ask for.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation.template import templatize

PACKAGES = ("newsroom", "articles", "series", "templates")
TEMPLATES = {".html", ".txt", ".xml"}


class Message(NamedTuple):
    """One string as a catalogue knows it. Context and plural are empty where there is none."""

    context: str
    text: str
    plural: str = ""


# What each function takes, in order. Names are those of django.utils.translation.
_SHAPES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), ("text",)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ("context", "text")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), ("text", "plural")),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ("context", "text", "plural")),
}
_LITERAL = r"""u?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_CALL = re.compile(rf"\b(\w+)\(\s*({_LITERAL}(?:\s*,\s*{_LITERAL})*)", re.DOTALL)


def found(root: Path) -> dict[Message, str]:
    """Every string of the tree with the first file that has it, in the order of paths."""
    strings: dict[Message, str] = {}
    for path in _files(root):
        text = path.read_text(encoding="utf-8")
        read = _in_python if path.suffix == ".py" else _in_template
        name = path.relative_to(root).as_posix()
        for message in read(text, name):
            strings.setdefault(message, name)
    return strings


def _files(root: Path) -> Iterator[Path]:
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*")):
            is_template = path.suffix in TEMPLATES and "templates" in path.relative_to(root).parts
            if is_template or path.suffix == ".py":
                yield path


def _in_python(text: str, name: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(text, name)):
        if isinstance(node, ast.Call):
            message = _called(_function(node.func), [_literal(argument) for argument in node.args])
            if message:
                yield message


def _function(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _in_template(text: str, name: str) -> Iterator[Message]:
    """What `templatize` leaves: calls with literals, and everything else as X."""
    for function, literals in _CALL.findall(templatize(text, origin=name)):
        message = _called(
            function, [ast.literal_eval(one) for one in re.findall(_LITERAL, literals, re.DOTALL)]
        )
        if message:
            yield message


def _called(function: str, arguments: list[str | None]) -> Message | None:
    """The message of one call; None if it is no call of ours or its text is no literal (then nobody can translate it)."""
    shape = _SHAPES.get(function)
    if shape is None or len(arguments) < len(shape):
        return None
    given = dict(zip(shape, arguments, strict=False))
    if not all(given.values()):
        return None
    return Message(given.get("context") or "", given["text"] or "", given.get("plural") or "")
