"""What the tests of importing share: the seed story, a short one of our own, and the people who bring them."""

from __future__ import annotations

from pathlib import Path

from articles.models import Article
from articles.text.story import parse_story
from newsroom.staff.models import User
from series.importing import Imported, import_story

SEED_FILE = Path(__file__).parent.parent / "data" / "seed.txt"
SEED = SEED_FILE.read_text(encoding="utf-8")
LONG = "潮水照常一天两回，码头上的人说，船要走得远，先得把锚收好，再把灯点亮，最后看一眼风向。"
SHORT = f"标题：潮起海岬\n{LONG}\n{LONG}\n文/图：记者 许菁\n责编：宋屿\n"


def import_seed(user: User, **choices: object) -> Imported:
    """The seed story as a draft of somebody."""
    return import_story(story=parse_story(SEED), user=user, **choices)  # type: ignore[arg-type]


def credit_lines(article: Article) -> list[tuple[list[str], list[tuple[str, str]]]]:
    """Roles and titled names of every line."""
    return [
        (line.roles, [(person.title, person.name) for person in line.people.all()])
        for line in article.credits.all()
    ]


def codes(imported: Imported) -> list[str]:
    """The codes of the warnings."""
    return [warning.code for warning in imported.warnings]
