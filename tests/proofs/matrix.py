"""Who may do what in which state, written down by hand from the design: not one line is computed from the code.

`ALLOWED[state][action]` names the people for whom the act succeeds; for everybody else it is refused. The people are
made by `make_case`, with the story in the state.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from articles.models import Article
from tests.factories import (
    act,
    make_approved,
    make_contributor,
    make_draft,
    make_in_review,
    make_published,
    make_published_then_edited,
    make_returned,
    make_scheduled,
    make_user,
    make_withdrawn,
    route,
)
from tests.proofs.making import REASON

WRITERS = {"author", "assigned", "credited"}
EDITORS = {
    "editor",
    "desk_head",
    "chief_editor",
    "publisher",
}  # the publisher is an editor with one more right
DESK = WRITERS | EDITORS
PUBLISHERS = {"chief_editor", "publisher"}
# people the story does not exist for: the pages answer 404, or ask them to log in
BLIND = {"other_reporter", "administrator", "nobody", "fired_chief"}
EVERYBODY = DESK | BLIND | {"proofreader", "art_editor", "superuser", "overrider"}

ALLOWED: dict[str, dict[str, set[str]]] = {
    "draft": {"submit": DESK, "restore": DESK},
    "returned": {"submit": DESK, "restore": DESK},
    "at_first_step": {
        "recall": {"author"},
        "pass": {"editor", "publisher"},
        "request_changes": {"editor", "publisher"},
        "override": {"overrider"},
    },
    # something in the text must be fixed: nobody passes it until a proofreader who did not make it clears it
    "held_by_proof": {
        "recall": {"author"},
        "request_changes": {"editor", "publisher"},
        "clear_proof": {"proofreader", "overrider"},  # the overrider is a proofreader, too
        "override": {"overrider"},
    },
    "at_second_step": {
        "recall": {"author"},
        "pass": {"desk_head"},
        "request_changes": {"desk_head"},
        "override": {"overrider"},
    },
    "at_last_step": {
        "recall": {"author"},
        "approve": {"chief_editor"},
        "request_changes": {"chief_editor"},
        "override": {"overrider"},
    },
    "approved": {"schedule": PUBLISHERS, "publish": PUBLISHERS, "reopen": DESK},
    "scheduled": {
        "reschedule": PUBLISHERS,
        "unschedule": PUBLISHERS,
        "publish": PUBLISHERS,
        "reopen": DESK,
    },
    "published": {"reopen": DESK, "correct": DESK, "withdraw": PUBLISHERS},
    "published_then_edited": {
        "submit": DESK,
        "restore": DESK,
        "discard": DESK,
        "withdraw": PUBLISHERS,
    },
    "in_review_again": {
        "recall": {"author"},
        "approve": {"chief_editor"},
        "request_changes": {"chief_editor"},
        "override": {"overrider"},
        "withdraw": PUBLISHERS,
    },
    "approved_again": {"schedule": PUBLISHERS, "publish": PUBLISHERS, "reopen": DESK, "withdraw": PUBLISHERS},
    "withdrawn": {"reopen": DESK},
}

# Where the story is afterwards. `pass` stays in review; `discard` goes back to where it was reopened.
TO = {
    "submit": "in_review",
    "recall": "draft",
    "pass": "in_review",
    "approve": "approved",
    "request_changes": "draft",
    "clear_proof": "in_review",
    "override": "approved",
    "schedule": "approved",
    "reschedule": "approved",
    "unschedule": "approved",
    "publish": "published",
    "reopen": "draft",
    "discard": "published",
    "correct": "draft",
    "withdraw": "withdrawn",
    "restore": "draft",
}


def what_is_asked() -> dict[str, dict[str, Any]]:
    """A note and data with which every act would succeed."""
    later = timezone.now().replace(second=0, microsecond=0) + timedelta(days=2)
    return {
        "request_changes": {"note": "第三段没有出处"},
        "clear_proof": {"note": REASON},
        "override": {"note": REASON},
        "schedule": {"publish_at": later},
        "reschedule": {"publish_at": later},
        "reopen": {"note": "补一个出处"},
        "correct": {"correction": {"type": "correction", "right": "三十一人"}},
        "withdraw": {"note": "来源要求", "notice": "本文已撤回。"},
        "restore": {"revision": 1},
    }


def _three(passed: int = 0) -> Callable[..., Article]:
    return lambda **fields: make_in_review(route=route("three"), passed=passed, **fields)


def _held_by_proof(**fields: Any) -> Article:
    return make_in_review(route=route("three"), body="<p>总投资（待补）亿元。</p>", **fields)


def _in_review_again(**fields: Any) -> Article:
    article = make_published_then_edited(**fields)
    act(article, "submit", article.author)
    return article


def _approved_again(**fields: Any) -> Article:
    article = _in_review_again(**fields)
    act(article, "approve", make_user("chief_editor"))
    return article


STATES: dict[str, Callable[..., Article]] = {
    "draft": make_draft,
    "returned": make_returned,
    "at_first_step": _three(),
    "held_by_proof": _held_by_proof,
    "at_second_step": _three(passed=1),
    "at_last_step": _three(passed=2),
    "approved": make_approved,
    "scheduled": make_scheduled,
    "published": make_published,
    "published_then_edited": make_published_then_edited,
    "in_review_again": _in_review_again,
    "approved_again": _approved_again,
    "withdrawn": make_withdrawn,
}


def make_case(state: str) -> tuple[Article, dict[str, Any]]:
    """A story in a state, and one person of each kind before it."""
    credited, assigned = make_user("reporter"), make_user("reporter")
    article = STATES[state](credited=make_contributor("顾言", user=credited))
    article.writers.add(assigned)
    return article, {
        "author": article.author,
        "assigned": assigned,
        "credited": credited,
        "other_reporter": make_user("reporter"),
        "editor": make_user("editor"),
        "desk_head": make_user("desk_head"),
        "chief_editor": make_user("chief_editor"),
        "proofreader": make_user("proofreader"),
        "art_editor": make_user("art_editor"),
        "administrator": make_user("administrator"),
        "superuser": make_user(is_superuser=True),
        "publisher": make_user("editor", "publish"),
        "overrider": make_user("proofreader", "override"),
        "nobody": make_user(),
        "fired_chief": make_user("chief_editor", is_active=False),
    }
