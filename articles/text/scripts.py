"""Simplified and traditional Chinese: tell which one a text is in, and convert text and HTML.

Conversion needs the package `opencc` (optional at run time): without it these functions raise
`ScriptsUnavailable`. Only glyphs are converted, never vocabulary: 项目 becomes 項目, not 專案.
Every conversion is idempotent. The simplified text is the master; what is made here is for printing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from articles.text.errors import ScriptsUnavailable
from articles.text.fold import fold_table
from articles.text.markup import Piece, map_alt, split_markup
from articles.text.protect import Mask, protect
from articles.text.roles import Script

Variant = Literal["tw", "hk"]

_NO_NAMES: Mapping[str, str] = MappingProxyType({})
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile(r"[A-Za-z]")

# The house's choice among accepted forms, and repairs where the converter cuts the words wrongly.
_HOUSE_CHARACTERS: dict[Variant, dict[int, int]] = {
    "tw": str.maketrans("汙溼佈", "污濕布"),
    "hk": str.maketrans("羣啓峯汙溼佈麪", "群啟峰污濕布麵"),
}
_HOUSE_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), repair)
    for pattern, repair in (
        (r"徵(?=[程途戰伐討帆]|服(?!務))", "征"),
        (r"(?<=[出遠長親南北東西])徵(?![求集收稿用召詢得兵詞])", "征"),
        (r"征(?=[求詢])", "徵"),
        # 并 is “and” before these verbs, unless it belongs to 一并, 合并 and the like.
        (r"(?<![一合兼吞歸])併(?=發(?:[布現揮展出起送表放動給電言射明掘達]))", "並"),
        (r"[覈]准", "核准"),
        (r"審覈", "審核"),
        (r"核準", "核准"),
        (r"傢[俱具]", "家具"),
        (r"衚衕", "胡同"),
    )
)


def available() -> bool:
    """Whether text can be converted here, that is, whether OpenCC is installed."""
    try:
        _converter("s2tw")
    except ScriptsUnavailable:
        return False
    return True


def detect(text: str) -> Script:
    """The script most of a text is in; English where Latin letters outnumber Han five to one.

    Counts characters that exist in one script only; Chinese without any such character is simplified.
    """
    han = len(_HAN.findall(text))
    if len(_LATIN.findall(text)) > 5 * han:
        return "en"
    hans_only, hant_only = _telling_characters()
    counts = Counter(text)
    simplified = sum(number for char, number in counts.items() if char in hans_only)
    traditional = sum(number for char, number in counts.items() if char in hant_only)
    return "hant" if traditional > simplified else "hans"


def to_hant(
    text: str,
    names: Mapping[str, str] = _NO_NAMES,
    variant: Variant = "tw",
    *,
    script: Script | None = None,
    terms: Mapping[str, str] = _NO_NAMES,
) -> str:
    """Convert plain text to traditional script with the glyphs of Taiwan or Hong Kong.

    `names` maps each simplified name to its traditional form; names are recognised by their context and
    printed as given there. `terms` maps decided words, wherever they stand. Text that is traditional already is repaired (基于 → 基於), not converted twice.
    `script` says which script the text is in where it is too short to tell; else it is detected.
    """
    mask = Mask(text)
    masked = protect(text, names, mask, terms=terms)
    return mask.restore(_hant(masked, variant, script or detect(text)))


def to_hans(text: str, names: Mapping[str, str] = _NO_NAMES, *, script: Script | None = None) -> str:
    """Convert plain text to simplified script; `names` maps each name as found to its simplified form.

    Text that is simplified already only loses stray traditional characters: its 显著 and 乾隆 stay.
    `script` as in `to_hant`.
    """
    mask = Mask(text)
    return mask.restore(_hans(protect(text, names, mask), mask, script or detect(text)))


def html_to_hant(
    html: str,
    names: Mapping[str, str] = _NO_NAMES,
    variant: Variant = "tw",
    *,
    terms: Mapping[str, str] = _NO_NAMES,
) -> str:
    """`to_hant` for HTML: converts copy and `alt`, never another attribute, code, or `translate="no"`."""
    return _convert_html(html, names, lambda text, _: _hant(text, variant, detect(text)), terms)


def html_to_hans(html: str, names: Mapping[str, str] = _NO_NAMES) -> str:
    """`to_hans` for HTML: converts copy and `alt`, never another attribute, code, or `translate="no"`."""
    return _convert_html(html, names, lambda text, mask: _hans(text, mask, detect(text)))


def corner_quotes(text: str) -> str:
    """“ ” ‘ ’ as 「 」 『 』, for pages in the custom of Taiwan and Hong Kong."""
    return text.translate(str.maketrans("“”‘’", "「」『』"))


def _hant(masked: str, variant: Variant, script: Script) -> str:
    if script == "hant":
        masked = _converter("tw2s" if variant == "tw" else "hk2s")(masked)
    converted = _converter("s2tw" if variant == "tw" else "s2hk")(masked)
    return _house_style(converted, variant)


def _hans(masked: str, mask: Mask, script: Script) -> str:
    if script == "hant":
        return _converter("tw2s")(masked)
    shared = {ord(char): mask.stand_in(char) for char in set(masked) & _shared_characters()}
    return _converter("t2s")(masked.translate(shared))


def _house_style(text: str, variant: Variant) -> str:
    text = text.translate(_HOUSE_CHARACTERS[variant])
    for pattern, repair in _HOUSE_WORDS:
        text = pattern.sub(repair, text)
    return text


def _convert_html(
    html: str,
    names: Mapping[str, str],
    convert: Callable[[str, Mask], str],
    terms: Mapping[str, str] = _NO_NAMES,
) -> str:
    """Convert all copy in one go, so that words and names are judged across inline tags."""
    pieces = split_markup(html)
    mask = Mask(html)
    inline, block = mask.fresh(), mask.fresh()
    joined, alts = _joined_copy(pieces, inline, block)
    masked = protect(joined.replace(block, f"\n{block}\n"), names, mask, transparent=inline, terms=terms)
    done = iter(mask.restore(part) for part in re.split(f"{inline}|\n{block}\n", convert(masked, mask)))
    out = [next(done) if piece.copy else piece.text for piece in pieces]
    changed = dict(zip(alts, done, strict=False))
    return "".join(
        map_alt(text, lambda alt: changed.get(alt, alt)) if piece.is_tag else text
        for piece, text in zip(pieces, out, strict=True)
    )


def _joined_copy(pieces: list[Piece], inline: str, block: str) -> tuple[str, list[str]]:
    """All copy as one text, cut by `inline` or `block` as the tags between say; then the distinct alts."""
    parts: list[str] = []
    cut = ""
    alts: dict[str, None] = {}
    for piece in pieces:
        if piece.copy:
            parts.extend((cut, piece.text) if parts else (piece.text,))
            cut = inline
        elif not piece.is_inline:
            cut = block
        if piece.is_tag:
            map_alt(piece.text, lambda alt: alts.setdefault(alt) or alt)
    for alt in alts:
        parts.extend((block, alt) if parts else (alt,))
    return "".join(parts), list(alts)


@lru_cache(maxsize=8)
def _converter(config: str) -> Callable[[str], str]:
    try:
        import opencc  # noqa: PLC0415 – optional at run time
    except ImportError as error:
        raise ScriptsUnavailable from error
    convert: Callable[[str], str] = opencc.OpenCC(config).convert
    return convert


@lru_cache(maxsize=1)
def _telling_characters() -> tuple[frozenset[str], frozenset[str]]:
    """Characters of simplified text only, and of traditional text only.

    A folded-to character outside Big5 is never traditional (产 发 国); a folded one inside GB2312 may well
    stand in simplified text (乾 於 徵 後).
    """
    table = fold_table()
    hans = frozenset(char for char in table.values() if not _encodes(char, "big5"))
    hant = frozenset(chr(code) for code in table if not _encodes(chr(code), "gb2312"))
    return hans, hant


@lru_cache(maxsize=1)
def _shared_characters() -> frozenset[str]:
    """Characters that fold to another one and still are right in simplified text: 乾 於 徵 著."""
    return frozenset(chr(code) for code in fold_table() if _encodes(chr(code), "gb2312"))


def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
