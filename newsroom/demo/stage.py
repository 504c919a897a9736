"""Plays one story's life through the real verbs: written, submitted, signed, published, corrected, withdrawn.

Every function does one thing at the moment that `articles.clock` tells. A refusal is an error of the demonstration.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from articles import crediting, editing
from articles.body.clean import clean_body
from articles.figuring import checking
from articles.models import Article, Clip, Image, ImageUse, KeyFigure, ReviewRoute, Section, Tag
from articles.proofing import decisions
from articles.proofing.report import report_of
from articles.text.credits import parse_block
from newsroom.demo.inserts_in import put_inserts
from newsroom.demo.pictures_in import focal_of
from newsroom.staff.models import User
from series import planning
from series.models import Instalment, Series

_COPIED = (
    "kind",
    "slug",
    "kicker",
    "headline",
    "headline_breaks",
    "subheading",
    "standfirst",
    "editors_note",
    "source",
    "production_note",
    "hant_terms",
)


def uid_of(slug: str) -> UUID:
    """The uid of a story of the demonstration: known before it is written, so that a figure of the front can name it."""
    return uuid5(NAMESPACE_URL, f"demo/{slug}")


class Player:
    """The cast and the props: accounts by login, pictures and clips by file name."""

    def __init__(
        self, accounts: dict[str, User], pictures: dict[str, Image], clips: dict[str, Clip] | None = None
    ) -> None:
        """Keep them; chief and desk head are the same throughout."""
        self.accounts, self.pictures, self.clips = accounts, pictures, clips or {}
        self.chief, self.head = accounts["cheng"], accounts["fan"]

    def write(
        self,
        told: dict[str, Any],
        route: ReviewRoute,
        article: Article | None = None,
        due_at: datetime | None = None,
    ) -> Article:
        """Make the draft (or fill the front that its series made) and take its first revision."""
        writer = self.accounts[told["writer"]]
        fields = {name: told[name] for name in _COPIED if name in told}
        if article is None:
            article = editing.create_article(user=writer, route=route, uid=uid_of(told["slug"]), **fields)
        for name, value in fields.items():
            setattr(article, name, value)
        article.section = Section.objects.get(slug=told["section"])
        article.due_at = due_at
        article.body = self._body(article, told)
        article.save()
        article.tags.set(Tag.objects.filter(slug__in=told.get("tags", [])))
        credits, leftovers = parse_block("\n".join(told.get("credits", [])))
        if leftovers:
            raise ValueError(f"{told['slug']}: these are no credit lines: {leftovers}")
        crediting.replace_credits(article=article, credits=credits)
        for place, figure in enumerate(told.get("key_figures", []), start=1):
            named = {"from_uid": uid_of(figure["from"])} if "from" in figure else {}
            words = {name: value for name, value in figure.items() if name != "from"}
            KeyFigure.objects.create(article=article, position=place, **words, **named)
        editing.save_revision(article=article, user=writer)
        self.note_sources(article, told.get("figures", {}).get("sources", {}))
        return article

    def act(self, article: Article, action: str, user: User, note: str = "", **data: Any) -> None:
        """One act by somebody who has read the newest revision."""
        article.refresh_from_db()
        outcome = editing.perform(
            article=article,
            action=action,
            user=user,
            seen_revision=article.revision_number,
            note=note,
            data=data,
        )
        if outcome.refusal:
            raise ValueError(f"{article.slug}: {action} by {user.username} was refused: {outcome.refusal}")

    def sign(
        self, article: Article, step: int, opinion: str = "", unticked: str = "", errors: int = 0
    ) -> None:
        """The sign-off of a step by the person whose it is; the chief editor's is the approval.

        Before it the proofreader ticks the figures, all but the one that is left open.
        """
        signers = {1: self._editor_for(article), 2: self.head, 3: self.chief}
        action = "approve" if step == 3 or article.route.strength == 1 else "pass"
        if article.route.needs_figures_ticked:
            self.tick(article, unticked)
        signer = self.chief if action == "approve" else signers[step]
        self.act(article, action, signer, opinion, errors_found=errors)

    def tick(self, article: Article, but: str = "") -> None:
        """The proofreader ticks what nobody has ticked yet, all but one figure."""
        article.refresh_from_db()
        open_ones = [found for found in checking.unticked(article) if found.figure.text != but]
        marks = {found.key: checking.Mark(ticked=True) for found in open_ones}
        if marks:
            checking.record(article=article, user=self.accounts["yu"], marks=marks)

    def note_sources(self, article: Article, sources: dict[str, str]) -> None:
        """The writer says where figures come from."""
        marks = {
            found.key: checking.Mark(source=sources[found.figure.text])
            for found in checking.unticked(article)
            if found.figure.text in sources
        }
        if marks:
            checking.record(article=article, user=article.author, marks=marks)

    def return_it(self, article: Article, step: int, opinion: str) -> None:
        """Send it back at a step."""
        signer = {1: self._editor_for(article), 2: self.head, 3: self.chief}[step]
        self.act(article, "request_changes", signer, opinion)

    def edit(self, article: Article, told: dict[str, Any]) -> None:
        """Change fields and replace passages of the body, as its writer."""
        article.refresh_from_db()
        for change in told.get("replace", []):
            if change["old"] not in article.body:
                raise ValueError(f"{article.slug}: not in the body: {change['old']}")
            article.body = article.body.replace(change["old"], change["new"])
        for name in set(told) - {"replace"}:
            setattr(article, name, told[name])
        article.save()
        editing.save_revision(article=article, user=article.author)

    def plant(self, article: Article, told: dict[str, Any]) -> None:
        """Put slips into a draft, so that proofing is seen at work, and leave some of them as an editor would."""
        self.edit(article, {"replace": told["replace"]})
        for left in told["left"]:
            found = next(
                item.found
                for item in report_of(article).open
                if (item.found.rule, item.found.text) == (left["rule"], left["text"])
            )
            editor = self.accounts[left["user"]]
            decisions.ignore(article=article, user=editor, found=found, scope="place", reason=left["reason"])

    def schedule(self, article: Article, when: datetime) -> None:
        """Plan its publication."""
        self.act(article, "schedule", self.chief, publish_at=when)

    def _editor_for(self, article: Article) -> User:
        """The duty editor who did not write it."""
        song, ren = self.accounts["song"], self.accounts["ren"]
        return ren if article.author_id == song.pk else song

    def _body(self, article: Article, told: dict[str, Any]) -> str:
        """The body with every key replaced by the picture, clip or chart that is made for it."""
        body = told["body"]
        pictures: dict[str, Any] = {}
        for place, image in enumerate(told.get("images", []), start=1):
            x, y = focal_of(image)
            use = ImageUse.objects.create(
                article=article,
                image=self.pictures[image["file"]],
                slot=image["slot"],
                position=place,
                alt=image["alt"],
                caption=image["caption"],
                credit=image["credit"],
                ai_label=image.get("ai_label", ""),
                focal_x=x,
                focal_y=y,
            )
            pictures[image["key"]] = use.uid
        inserts = put_inserts(article, told, self.clips, pictures)
        for key, uid in (pictures | inserts).items():
            body = body.replace(f'data-use="{key}"', f'data-use="{uid}"')
        return clean_body(body)


def gathered(shape: dict[str, Any], told: dict[str, Any], player: Player) -> Series:
    """A finished series made of stories that are out: its front written, each story in its numbered slot."""
    editor = player.accounts["song"]
    fields = {name: shape[name] for name in ("slug", "theme", "title_setting", "label_style", "note_kind")}
    route = ReviewRoute.objects.get(slug="single")  # that of its stories: none is signed anew
    series = planning.create_series(
        title=told["headline"], user=editor, route=route, is_finished=True, **fields
    )
    player.write(told, route, article=series.front)
    for number, slug in enumerate(shape["stories"], start=1):
        slot = Instalment.objects.create(series=series, number=number)
        planning.attach(instalment=slot, article=Article.objects.get(slug=slug), user=editor)
    return series
