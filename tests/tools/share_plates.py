"""Takes the plates of cards and posters from the covers of the themes: run by hand (`make plates`) when an SVG changes.

Needs Chromium. A plate is the cover's art in its light colours and without words, in the size that the drawing places.
"""

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.tools import chromium

ROOT = Path(__file__).parents[2] / "series"
# theme, part, size, cover, where the cover lies on the plate (left, top, width, height), paper
PLATES = (
    ("ink", "card", (1200, 630), "wide", (0, -56, 1200, 686), "#F1F4F1"),
    ("ink", "poster", (1080, 1554), "tall", (0, -60, 1080, 1674), "#F1F4F1"),
    ("harbour", "card", (1200, 630), "wide", (0, -22, 1200, 675), "#E8471F"),
    ("harbour", "poster", (1080, 1554), "tall", (0, -336, 1080, 1890), "#E8471F"),
    ("annals", "card", (1200, 270), "wide", (0, 0, 1200, 270), "#FCFCFA"),
    ("annals", "poster", (1080, 621), "tall", (0, 0, 1080, 621), "#FCFCFA"),
)


def main() -> None:
    """Draw every plate."""
    executable = chromium.find()
    if executable is None:
        raise SystemExit(chromium.MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=chromium.FLAGS)
        for theme, part, size, cover, (left, top, width, height), paper in PLATES:
            page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme="light")
            svg = (ROOT / "static/series/themes" / theme / f"cover-{cover}.svg").read_text("utf-8")
            place = f"position:absolute;left:{left}px;top:{top}px;width:{width}px;height:{height}px"
            svg = svg.replace("<svg ", f'<svg preserveAspectRatio="xMidYMid slice" style="{place}" ', 1)
            page.set_content(f"<style>body{{margin:0;overflow:hidden;background:{paper}}}</style>{svg}")
            target = ROOT / "plates" / f"{theme}-{part}.webp"
            with Image.open(io.BytesIO(page.screenshot())) as image:
                image.convert("RGB").save(target, quality=88, method=6)
            print(f"{target.name}: {target.stat().st_size // 1000} kB")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
