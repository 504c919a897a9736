"""How public pages print titles, dates, names and pictures. Touches nothing but the values it is given."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Any

import segno
from django import template
from django.conf import settings
from django.template import Context
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles import pages
from articles.media.markup import SHEET, art_html, picture_html, preload_html
from articles.models.published import PublishedArticle, PublishedSite

register = template.Library()

# A segment of a title longer than this cannot be kept whole in a column of a phone.
LONGEST_SEGMENT = 12
_BREAKABLE = re.compile(r"[\s，。、；：！？…—·,.;:!?|｜丨/／“”‘’「」『』《》〈〉（）()【】-]+")
_CLOSING = re.compile("[，。、；：！？”’」』》〉）·—…]*")
_HAN = re.compile(r"[㐀-鿿\U00020000-\U0003ffff]+")
# how many signs a column of title art holds, and where one may end
COLUMN = 10
_BREATH = re.compile("[，。、；：！？·—的与和]")


def _segments(text: str, breaks: list[int] | tuple[int, ...]) -> list[str]:
    """The pieces of a title between the places where the desk allows a break."""
    cuts = {cut for cut in breaks if isinstance(cut, int) and 0 < cut < len(text)}
    # a hint before a mark means after it: no line of Chinese begins with one
    places = sorted({_CLOSING.match(text, cut).end() for cut in cuts} - {len(text)})  # type: ignore[union-attr]
    return [text[start:end] for start, end in pairwise([0, *places, len(text)])]


@register.filter
def headline(story: Any) -> SafeString:
    """The headline of a story or slot, with `<wbr>` where it may break."""
    pieces = _segments(story.headline, story.headline_breaks)
    # safe: the joint is ours; the pieces are escaped one by one
    return format_html_join(mark_safe("<wbr>"), "{}", ((piece,) for piece in pieces))


@register.filter
def title_form(title: str) -> str:
    """How a title of this length is set as title art: in "one" column, in "two", or "flat" where it is longer."""
    signs = sum(len(run) for run in _HAN.findall(title))
    if not signs or signs > 8 or len(title) > signs + 1:
        return "flat"
    return "one" if len(title) <= 4 else "two"


@register.filter
def title_lines(story: Any) -> list[str]:
    """The headline as title art sets it: a piece a line or column. A · between columns is a piece of its own."""
    if title_form(story.headline) != "two":
        return _segments(story.headline, story.headline_breaks)
    if "·" in story.headline:
        return list(story.headline.partition("·"))
    pieces = _segments(story.headline, story.headline_breaks)
    half = (len(story.headline) + 1) // 2
    return pieces if len(pieces) == 2 else [story.headline[:half], story.headline[half:]]


@register.filter
def is_long(story: Any) -> bool:
    """Whether some segment of the headline is too long to be kept on one line of a phone."""
    pieces = _segments(story.headline, story.headline_breaks)
    return any(len(part) > LONGEST_SEGMENT for piece in pieces for part in _BREAKABLE.split(piece))


def _local(moment: Any) -> Any:
    """A date or time as the newsroom's calendar has it; text is read as ISO 8601."""
    if isinstance(moment, str):
        moment = parse_datetime(moment)
    return timezone.localtime(moment) if isinstance(moment, datetime) else moment


@register.filter
def day(moment: date | datetime | str | None) -> str:
    """1月12日"""
    when = _local(moment)
    return f"{when.month}月{when.day}日" if when else ""


@register.filter
def full_day(moment: date | datetime | str | None) -> str:
    """2026年1月12日"""
    when = _local(moment)
    return f"{when.year}年{day(when)}" if when else ""


@register.filter
def minute(moment: datetime | str | None) -> str:
    """2026年1月12日　06:30"""
    when = _local(moment)
    return f"{full_day(when)}　{when:%H:%M}" if when else ""


@register.filter
def weekday(moment: date | datetime) -> str:
    """星期一. The same in both scripts."""
    return f"星期{'一二三四五六日'[_local(moment).weekday()]}"


@register.filter
def iso(moment: date | datetime | str | None) -> str:
    """What `<time datetime>` wants: a date, or a time to the second with its offset."""
    when = _local(moment)
    if isinstance(when, datetime):
        return when.isoformat(timespec="seconds")
    return when.isoformat() if when else ""


@register.filter
def recent(moment: datetime) -> str:
    """As lists of the day print it: 08:20 today, 昨日 yesterday, 1月12日 before; the year if it is another one."""
    when, now = _local(moment), timezone.localtime()
    if when.date() == now.date():
        return f"{when:%H:%M}"
    if when.date() == now.date() - timedelta(days=1):
        return _("Yesterday")
    return day(when) if when.year == now.year else full_day(when)


@register.filter
def hundreds(count: int) -> int:
    """A number of characters as readers are told it: rounded to hundreds, at least one hundred."""
    return max(100, round(count / 100) * 100)


@register.filter
def is_short_name(name: str) -> bool:
    """Whether a name is two Han characters, which CSS sets as wide as three; no blank is put between them."""
    return len(name) == 2 and bool(_HAN.fullmatch(name))


@register.filter
def by_title(people: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """People of one credit line grouped as print does: organisation and title once before those who share it."""

    def prefix(person: dict[str, Any]) -> str:
        return f"{person.get('organisation') or ''}{person.get('title') or ''}"

    return [(shared, list(group)) for shared, group in groupby(people, key=prefix)]


@register.filter
def halves(rows: list[Any]) -> list[list[Any]]:
    """A list in two columns, the first the longer; one column if there is only one row."""
    middle = (len(rows) + 1) // 2
    return [half for half in (rows[:middle], rows[middle:]) if half]


@register.filter
def without_dash(text: str) -> str:
    """A subheading without the ——  that the page itself puts before it."""
    return text.lstrip("—－ ")


@register.filter
def columns(text: str) -> list[str]:
    """A line of title art as columns of about ten signs, cut where Chinese breathes: after a mark or a 的."""
    wanted = -(-len(text) // COLUMN)
    pieces = []
    while wanted > 1:
        middle = len(text) / wanted
        cuts = [match.end() for match in _BREATH.finditer(text[:-1]) if abs(match.end() - middle) <= 3]
        cut = min(cuts, key=lambda at: abs(at - middle), default=round(middle))
        pieces.append(text[:cut])
        text, wanted = text[cut:], wanted - 1
    return [*pieces, text]


@register.filter
def body_pieces(article: PublishedArticle) -> list[str]:
    """The body in one piece, or in two at its second heading: there the figures stand, after the first section."""
    if len(article.contents) > 1:
        first, heading, rest = article.body_html.partition(f'<h2 id="{article.contents[1]["id"]}"')
        if heading and first.strip():
            return [first, heading + rest]
    return [article.body_html]


@register.filter
def section_of(slug: str, site: PublishedSite) -> str:
    """The printed name of a section, or "" where the paper has none of this address any more."""
    return site.section_name(slug)


@register.filter
def plain(value: str) -> str:
    """One line of text, for descriptions in the head of a page."""
    return " ".join(str(value).split())


def media_url(name: str) -> str:
    """The public address of a file that publishing put into the public store."""
    return f"{settings.MEDIA_URL}{name}"


@register.simple_tag(takes_context=True)
def picture(
    context: Context,
    image: dict[str, Any] | None,
    crop: str,
    sizes: str = SHEET,
    wide: str = "",
    eager: bool = False,
) -> str:
    """A `<picture>` of one crop of an image, or "" if there is none. `sizes` is that of the HTML standard.

    `wide` names another crop for screens with three columns; `eager` is for the one picture that is seen first: tell
    the same of it to `preload_picture`. In a preview the context's `media_url` gives the addresses of the private
    store; public pages know the public one only.
    """
    return picture_html(image, crop, _address(context), sizes=sizes, wide=wide, eager=eager)


@register.simple_tag(takes_context=True)
def preload_picture(
    context: Context, image: dict[str, Any] | None, crop: str, sizes: str = SHEET, wide: str = ""
) -> str:
    """For the head of a page: have browsers fetch the picture that `picture` prints with the same arguments."""
    return preload_html(image, crop, _address(context), sizes=sizes, wide=wide)


@register.simple_tag(takes_context=True)
def title_art(context: Context, art: dict[str, Any]) -> str:
    """The title art of a front: a picture for each width, or the one there is for both."""
    return art_html(art, _address(context))


def _address(context: Context) -> Callable[[str], str]:
    return context.get("media_url") or media_url


@register.filter
def absolute(path: str) -> str:
    """A path of this site as a full address."""
    return pages.absolute(path)


@register.simple_tag
@lru_cache(maxsize=1024)
def qr_code(address: str) -> SafeString:
    """An address as a QR code with its quiet zone, for the foot of a printed page: an SVG without styles."""
    code = segno.make(address, error="m", micro=False)
    # safe: shapes only; the address itself is not in it
    return mark_safe(code.svg_inline(omitsize=True, svgclass=None, lineclass=None))  # noqa: S308
