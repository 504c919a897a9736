"""Cuts the fonts of share cards and posters out of Noto CJK: run by hand (`make fonts`) when its characters change.

Needs fonttools and the Noto CJK collections that Linux distributions package (Debian: fonts-noto-cjk). Two files a
face: the mainland forms of every character, and of the Taiwan forms those that differ or that only they have; and of
each the list of its characters.
"""

import argparse
from pathlib import Path

import opencc
from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "articles" / "sharing" / "fonts"
FACES = {
    "serif-bold": "NotoSerifCJK-Bold.ttc",
    "sans": "NotoSansCJK-Regular.ttc",
    "sans-bold": "NotoSansCJK-Bold.ttc",
}
# Latin, punctuation, arrows, enclosed numbers, CJK and full-width marks.
RANGES = (
    (0x20, 0x180),
    (0x2010, 0x2070),
    (0x2190, 0x2194),
    (0x2460, 0x24FF),
    (0x3000, 0x3030),
    (0xFF01, 0xFF5F),
)
MARKS = "ˇ‰℃№※〓〇￥€°±×÷·◆●○△□■★☆☞"


def double_bytes(codec: str, leads: range, trails: list[int]) -> set[str]:
    """Every character that two bytes of a national standard stand for."""
    found = set()
    for lead in leads:
        for trail in trails:
            try:
                found.add(bytes([lead, trail]).decode(codec))
            except UnicodeDecodeError:
                continue
    return {text for text in found if len(text) == 1}


def mainland() -> set[str]:
    """GB 2312, and with the third level of 通用规范汉字表 all 8105 of that table."""
    third = set((HERE / "level3.txt").read_text(encoding="utf-8").split()[-1])
    return double_bytes("gb2312", range(0xA1, 0xF8), list(range(0xA1, 0xFF))) | third


def traditional(simplified: set[str]) -> set[str]:
    """The common plane of Big5, and what the simplified ones are written as in the traditional edition."""
    common = double_bytes("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *range(0xA1, 0xFF)])
    for name in ("s2t", "s2tw", "s2hk"):
        converter = opencc.OpenCC(name)
        common |= {sign for text in simplified for sign in converter.convert(text)}
    return common


def places(collection: TTCollection) -> dict[str, TTFont]:
    """The proportional fonts of a collection by the region that their forms are of."""
    named = {font["name"].getDebugName(4): font for font in collection.fonts}
    return {name.split(" CJK ")[1][:2]: font for name, font in named.items() if "Mono" not in name}


def cut(font: TTFont, characters: set[str], target: Path) -> None:
    """Write a font of these characters, without hints and layout tables: signs are set one by one."""
    options = subset.Options(hinting=False, layout_features=[], name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "GSUB", "GPOS", "GDEF"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(sign) for sign in characters])
    cutter.subset(font)
    font.save(target)
    target.with_suffix(".txt").write_text("".join(sorted(characters)), encoding="utf-8")
    print(f"{target.name}: {len(characters)} characters, {target.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    """Cut every face."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the Noto CJK collections are")
    folder = parser.parse_args().folder
    other = {chr(code) for start, end in RANGES for code in range(start, end)} | set(MARKS)
    hans = mainland() | other
    hant = traditional(mainland()) | other
    for name, source in FACES.items():
        by_place = places(TTCollection(folder / source))
        sc, tc = by_place["SC"].getBestCmap(), by_place["TC"].getBestCmap()
        own = {s for s in hant if ord(s) in tc and (s not in hans or tc[ord(s)] != sc.get(ord(s)))}
        cut(by_place["SC"], {s for s in hans if ord(s) in sc}, TARGET / f"{name}.otf")
        cut(by_place["TC"], own, TARGET / f"{name}-hant.otf")


if __name__ == "__main__":
    main()
