"""Addresses from Chinese titles: pinyin, then ASCII words with hyphens.

Needs `pypinyin` only where there is Chinese to read; it is imported on first use. Uniqueness is for the
database to decide; this only proposes.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from articles.text.names import surname_of
from articles.text.wordlists import words

# Words that are, or may become, addresses of the site itself.
RESERVED = frozenset(
    words(
        "add admin api archive articles assets authors contributors corrections delete desk draft drafts edit en",
        "favicon feed feeds front healthz hans hant index latest login logout media new news none null page pages",
        "preview previews readyz robots rss atom search sections series share sitemap static story tags undefined",
        "zh zh-cn zh-hans zh-hant zh-hk zh-tw",
    )
)
_SYLLABLE_FIXES = {"lv": "lyu", "nv": "nyu", "lve": "lue", "nve": "nue"}
# How these are read as surnames; the dictionary gives the common reading.
SURNAME_READINGS = {
    "朴": "piao", "解": "xie", "曾": "zeng", "查": "zha", "仇": "qiu", "区": "ou", "區": "ou", "单": "shan",
    "單": "shan", "任": "ren", "华": "hua", "華": "hua", "盖": "ge", "蓋": "ge", "翟": "zhai", "尉迟": "yuchi",
    "尉遲": "yuchi", "万俟": "moqi", "萬俟": "moqi", "覃": "qin", "乐": "yue", "樂": "yue", "缪": "miao",
    "繆": "miao", "种": "chong", "折": "she", "黑": "he", "秘": "bi", "员": "yun", "員": "yun", "燕": "yan",
    "宁": "ning", "寧": "ning", "洗": "xian", "冼": "xian", "逄": "pang", "单于": "chanyu", "單于": "chanyu",
}  # fmt: skip


def slugify_zh(text: str, max_length: int = 80) -> str:
    """A slug for a text: `山海为证·金普新程` → `shan-hai-wei-zheng-jin-pu-xin-cheng`.

    Lower-case ASCII letters, digits and single hyphens, cut between words at `max_length` characters; never
    empty and never a reserved word: those become `story-` with eight digits of the text's hash.
    """
    syllables = " ".join(_SYLLABLE_FIXES.get(part, part) for part in _readings(text))
    ascii_text = unicodedata.normalize("NFKD", syllables).encode("ascii", "ignore").decode("ascii")
    slug = _cut("-".join(re.findall(r"[a-z0-9]+", ascii_text.lower())), max_length)
    if not slug or is_reserved(slug):
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        fallback = f"story-{digest}"
        return fallback if len(fallback) <= max_length else f"s{digest}"[:max_length]
    return slug


def is_reserved(slug: str) -> bool:
    """Whether a slug is a word the site needs for itself."""
    return slug in RESERVED


def latin_name(name: str) -> str:
    """A proposal for a Chinese name in Latin script, family name first: 朴峰 → `Piao Feng`.

    Knows the special readings of surnames; still only a proposal, to be stored and corrected by people.
    """
    surname = surname_of(name) or name[:1]
    family = SURNAME_READINGS.get(surname) or "".join(_fixed(surname))
    given = "".join(_fixed(name[len(surname) :]))
    return f"{family.capitalize()} {given.capitalize()}".strip()


def _fixed(text: str) -> list[str]:
    return [_SYLLABLE_FIXES.get(part, part) for part in _readings(text)]


def _readings(text: str) -> list[str]:
    if text.isascii():
        return [text]
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 – its tables take a second to load

    return lazy_pinyin(text, style=Style.NORMAL)


def _cut(slug: str, max_length: int) -> str:
    if len(slug) <= max_length:
        return slug
    head = slug[: max_length + 1].rpartition("-")[0]
    return head or slug[:max_length]
