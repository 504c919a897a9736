"""A reader who tries everything: every public address of the resolver, every link, and what they say in full.

`crawl` fetches; `only_published_rows` fails on any SQL that names a table which is not a public one. Nothing here knows
what a page should show: that is the claim of the test.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from unittest.mock import patch
from urllib.parse import unquote, urlsplit

from django.apps import apps
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, SlugConverter
from django.utils import timezone

from articles.archive.urls import MonthInPath, YearInPath
from articles.models import DeskText
from articles.sharing import views as drawings

_LINK = re.compile(
    r"""(?:href|src|content|action)="([^"]+)"|<(?:loc|link|id|guid)[^>]*>([^<]+)<|"(?:url|\w+_url)": ?"([^"]+)\""""
)
_SKIP = ("/admin/", "/static/")
_MOST = 2500
# No page but a counter of one, asked by uid. That it knows nothing of what is not public: tests/articles/test_audience.py
_APART = {"audience/<uuid:uid>/"}
# what no page may send, whoever asks
_NUMBERS = ("1", "2")
_ROLES = ("text", "never-a-role")


@dataclass(frozen=True)
class Answer:
    """What came back from one address: everything a reader, a cache or a log could keep of it."""

    path: str
    status: int
    headers: dict[str, str]
    body: bytes
    cookies: list[str]

    @property
    def said(self) -> str:
        """Body, headers and cookies as one text, in which to look for words."""
        told = [f"{name}: {value}" for name, value in self.headers.items()]
        return "\n".join([self.body.decode("utf-8", "replace"), unquote("\n".join(told)), *self.cookies])


def patterns() -> list[tuple[str, dict[str, object]]]:
    """Every public pattern: the address with `<name>` where arguments go, and the converters of those."""
    found = _walk(get_resolver(), "")
    return [each for each in found if not each[0].startswith(("admin/", "^media")) and each[0] not in _APART]


def _walk(resolver: URLResolver, before: str) -> Iterator[tuple[str, dict[str, object]]]:
    for entry in resolver.url_patterns:
        address = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield address, dict(entry.pattern.converters)
        elif not address.startswith("admin/"):
            yield from _walk(entry, address)


def addresses(slugs: Iterable[str], under: str = "") -> list[str]:
    """Every public address, with each of the slugs where a slug goes. Fails at a pattern it cannot fill in.

    `under` leaves those that have it in their path, "contributors/" say; without slugs, what needs one is left out.
    """
    found: list[str] = []
    for address, converters in patterns():
        if under not in address:
            continue
        bare = re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", address)
        if not converters:
            found.append(f"/{bare}")
            continue
        values = [
            [(name, value) for value in _values(name, converter, slugs)]
            for name, converter in converters.items()
        ]
        assert all(values) or not slugs, f"say how to fill in {address}"
        found += [_filled(bare, dict(choice)) for choice in itertools.product(*values)]
    return found


def _values(name: str, converter: object, slugs: Iterable[str]) -> Iterable[str]:
    if name == "role":
        return _ROLES
    if isinstance(converter, SlugConverter):
        return slugs
    if isinstance(converter, MonthInPath):
        return (f"{timezone.localdate():%m}", "02")
    if isinstance(converter, YearInPath):
        return (f"{timezone.localdate():%Y}", "2001")
    return _NUMBERS if isinstance(converter, IntConverter) else ()


def _filled(bare: str, values: dict[str, str]) -> str:
    return "/" + re.sub("<([a-z]+)>", lambda match: values[match[1]], bare)


def fetch(client: Client, path: str, method: str = "get") -> Answer:
    """One request; redirects are not followed."""
    response = getattr(client, method)(path)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    cookies = [morsel.OutputString() for morsel in response.cookies.values()]
    return Answer(path, response.status_code, dict(response.headers), body, cookies)


def crawl(
    slugs: Iterable[str],
    words: Iterable[str] = (),
    *,
    paths: Iterable[str] = (),
    client: Client | None = None,
) -> dict[str, Answer]:
    """Fetch every address with these slugs, the searches for these words, these paths, and whatever those link to.

    Cards and posters come as the words that would be drawn on them: nobody can look for a word in pixels.
    """
    with patch.object(
        drawings, "answer", lambda words, _part, **_told: HttpResponse(repr(words), content_type="text/plain")
    ):
        return _crawl([*addresses([*slugs]), *paths, *_asking(words)], client or Client())


def _asking(words: Iterable[str]) -> list[str]:
    return [
        f"{at}search/{ask}?q={word}"
        for word in words
        for at in ("/", "/zh-hant/")
        for ask in ("", "suggest/")
    ]


def _crawl(waiting: list[str], client: Client) -> dict[str, Answer]:
    waiting += ["/no-such-page/", "/zh-hant/articles/no-such-story/", "/?preview=1", "/corrections/?page=2"]
    found: dict[str, Answer] = {}
    while waiting:
        path = waiting.pop()
        if path in found or path.startswith(_SKIP):
            continue
        found[path] = fetch(client, path)
        assert len(found) < _MOST, "the site links to itself without end"
        waiting += _links(found[path])
    return found


def _links(answer: Answer) -> Iterator[str]:
    told = answer.headers.get("Location", "")
    matches = _LINK.findall(answer.body.decode("utf-8", "replace"))
    for link in [told, *(part for match in matches for part in match if part)]:
        parts = urlsplit(link.replace("&amp;", "&"))
        if parts.netloc in ("", "testserver") and parts.path.startswith("/") and parts.scheme in ("", "http"):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def seen_words(answers: dict[str, Answer], words: Iterable[str]) -> dict[str, list[str]]:
    """Which of these words readers were told, and at which addresses. An address that asks for a word may echo it."""
    told = {path: answer.said.casefold() for path, answer in answers.items()}
    found = {
        word: [path for path, text in told.items() if word.casefold() in text and word not in unquote(path)]
        for word in words
    }
    return {word: paths for word, paths in found.items() if paths}


class PrivateTableRead(AssertionError):
    """Public code asked the database for something that is not public."""


def private_tables() -> set[str]:
    """Every table but those of models called Published… and of their index; Django's own bookkeeping with them."""
    models = apps.get_models(include_auto_created=True)
    private = {model._meta.db_table for model in models if not model.__name__.startswith("Published")}
    beside = {
        name
        for name in connection.introspection.table_names()
        if name.startswith(f"{DeskText._meta.db_table}_")
    }
    return private | beside


@contextmanager
def only_published_rows() -> Iterator[list[str]]:
    """Fail on any statement that names a private table or that writes. Yields the statements."""
    # with what stands beside a table under its name: its index, and the function that searches it
    private = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, private_tables())))})(?:_\w+)?(?!\w)")
    statements: list[str] = []

    def guard(execute, sql, params, many, context):
        statements.append(sql)
        if touched := set(private.findall(sql)):
            raise PrivateTableRead(f"public code touched {touched}: {sql[:300]}")
        if not sql.lstrip("( ").upper().startswith(("SELECT", "SAVEPOINT", "RELEASE")):
            raise PrivateTableRead(f"public code wrote: {sql[:300]}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(guard):
        yield statements
