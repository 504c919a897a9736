"""Plain functions that make rows, named by the state they leave. No surprises: what is not asked for is not made.

Every story passes through the real verbs: a published one was submitted, signed and published.
"""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from articles import defaults, editing
from articles.figuring import checking
from articles.models import (
    Article,
    Contributor,
    Credit,
    CreditPerson,
    CreditRole,
    Masthead,
    ProofTerm,
    ReviewRoute,
    ReviewStep,
    Section,
)
from articles.proofing import terms
from articles.publishing_site import publish_site
from newsroom.staff.models import User
from newsroom.staff.roles import sync_roles

_number = itertools.count(1)


def ensure_defaults() -> None:
    """Groups, routes, credit roles and word lists, as after `migrate`: a flushed database has lost them."""
    sync_roles()
    defaults.install(group=Group, route=ReviewRoute, step=ReviewStep, credit_role=CreditRole)
    defaults.ask_for_ticks(route=ReviewRoute)
    terms.install(term=ProofTerm)


def make_user(*roles: str, **fields: Any) -> User:
    """An account in the given groups; staff, so that the desk lets it in."""
    number = next(_number)
    fields = {"username": f"user{number}", "display_name": f"同事{number}", "is_staff": True} | fields
    user = User.objects.create_user(**fields)
    groups = [Group.objects.get_or_create(name=role)[0] for role in roles]
    User.groups.through.objects.bulk_create(User.groups.through(user=user, group=group) for group in groups)
    return user


def make_section(slug: str = "yaowen", name: str = "要闻") -> Section:
    """A section, made once."""
    return Section.objects.get_or_create(slug=slug, defaults={"name": name})[0]


def make_site(name: str = "望海新报") -> None:
    """Masthead and one section, published."""
    make_section()
    Masthead.objects.update_or_create(pk=1, defaults={"name": name, "footer": "示例内容"})
    publish_site()


def make_contributor(name: str = "沈知远", **fields: Any) -> Contributor:
    """A roster entry."""
    return Contributor.objects.create(name_hans=name, slug=f"contributor-{next(_number)}", **fields)


def route(slug: str = "single") -> ReviewRoute:
    """One of the shipped routes: single, three."""
    return ReviewRoute.objects.get(slug=slug)


def make_draft(*, author: User | None = None, credited: Contributor | None = None, **fields: Any) -> Article:
    """A complete draft with its first revision: headline, body, section and a credit line."""
    author = author or make_user("reporter")
    number = next(_number)
    words = {"headline": f"潮水退去之后第{number}天", "body": f"<p>第{number}天清晨，码头上的灯还亮着。</p>"}
    article = editing.create_article(user=author, **{**words, "section": make_section(), **fields})
    credit = Credit.objects.create(article=article, position=1, roles=["text"])
    CreditPerson.objects.create(
        credit=credit,
        position=1,
        name=credited.name_hans if credited else "沈知远",
        title="记者",
        contributor=credited,
    )
    editing.save_revision(article=article, user=author)
    return article


def make_reviewers(article: Article) -> list[User]:
    """One person for each step of the story's route, in order."""
    return [make_user(step.group.name) for step in article.route.steps.all()]


def act(article: Article, action: str, user: User, note: str = "", **data: Any) -> editing.Outcome:
    """Do one thing as somebody who has read the newest revision; the test fails if it was refused."""
    outcome = editing.perform(
        article=article, action=action, user=user, seen_revision=article.revision_number, note=note, data=data
    )
    assert outcome.accepted, f"{action} refused: {outcome.refusal}"
    return outcome


def make_in_review(*, passed: int = 0, **fields: Any) -> Article:
    """Submitted, with the first `passed` steps signed by distinct people."""
    article = make_draft(**fields)
    act(article, "submit", article.author)
    for reviewer in make_reviewers(article)[:passed]:
        act(article, "pass", reviewer)
    return article


def make_returned(opinion: str = "第二段的数字没有出处。", **fields: Any) -> Article:
    """Sent back at the first step."""
    article = make_in_review(**fields)
    act(article, "request_changes", make_reviewers(article)[0], note=opinion)
    return article


def make_approved(**fields: Any) -> Article:
    """Signed by every step."""
    article = make_draft(**fields)
    act(article, "submit", article.author)
    return approve_all(article)


def tick_all(article: Article) -> None:
    """Have a proofreader tick every figure of the text."""
    open_ones = checking.unticked(article)
    if open_ones:
        marks = {found.key: checking.Mark(ticked=True) for found in open_ones}
        checking.record(article=article, user=make_user("proofreader"), marks=marks)


def approve_all(article: Article) -> Article:
    """Take a story in review through every step that is left, each by somebody new; its figures are ticked."""
    round_ = article.open_round()
    assert round_ is not None
    if round_.needs_figures_ticked:
        tick_all(article)
    steps = [step for step in round_.steps.all() if not step.sign_offs.exists()]
    for step in steps:
        act(article, "approve" if step is steps[-1] else "pass", make_user(step.group.name))
    return article


def make_scheduled(**fields: Any) -> Article:
    """Signed, with a planned time tomorrow."""
    article = make_approved(**fields)
    act(article, "schedule", make_user("chief_editor"), publish_at=timezone.now() + timedelta(days=1))
    return article


def make_published(**fields: Any) -> Article:
    """What readers see is what the desk has."""
    article = make_approved(**fields)
    act(article, "publish", make_user("chief_editor"))
    return article


def make_published_then_edited(**fields: Any) -> Article:
    """Public, and being written again."""
    article = make_published(**fields)
    act(article, "reopen", article.author)
    article.headline += "（改）"
    article.save()
    editing.save_revision(article=article, user=article.author)
    return article


def make_withdrawn(notice: str = "本文已撤回。", **fields: Any) -> Article:
    """Taken away from readers."""
    article = make_published(**fields)
    act(article, "withdraw", make_user("chief_editor"), note="来源要求撤回", notice=notice)
    return article
