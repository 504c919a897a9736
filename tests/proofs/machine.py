"""Random people doing random things to a few stories: what must hold whatever they do.

The invariants read the tables by themselves – sign-offs, rounds, revisions, public rows – and take no word from
`rights` or `workflow` for it (only `go_on` asks `rights` whom to send, and its word is then checked). `NewsroomMachine` runs small in `test_machine` and long in `soak`.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from articles import editing, ledger, publishing, snapshots
from articles.models import (
    Article,
    Credit,
    CreditPerson,
    PublishedArticle,
    PublishedCredit,
    PublishedNotice,
    SignOff,
    Transition,
)
from articles.refusals import Refusal, StaleRevision
from articles.rights import Standing
from articles.workflow import ACTIONS
from tests.factories import make_contributor, make_draft, make_user, route
from tests.proofs.facts import makers_before, somebody_signed
from tests.proofs.making import REASON, edit

STAFF = (
    ("reporter",),
    ("reporter",),
    ("editor",),
    ("editor", "desk_head"),
    ("desk_head",),
    ("chief_editor",),
    ("chief_editor", "reporter"),
    ("proofreader", "override"),
    ("administrator",),
)
ROLES = ("reporter", "editor", "desk_head", "chief_editor", "publish", "override")
STORIES = 2
_place = st.integers(0, len(STAFF) - 1)
_story = st.integers(0, STORIES - 1)
_mostly = st.sampled_from([True, True, True, False])
FORWARD = {"submit", "pass", "approve", "publish"}


class NewsroomMachine(RuleBasedStateMachine):
    """Each run is one transaction that is rolled back at its end."""

    def __init__(self) -> None:
        """A newsroom and its first stories."""
        super().__init__()
        self._transaction = transaction.atomic()
        self._transaction.__enter__()
        self.people = [make_user(*roles) for roles in STAFF]
        self.stories = [
            make_draft(author=self.people[0]),
            make_draft(author=self.people[6], route=route("three")),
        ]
        self.word = itertools.count(1)
        self.told = Transition.objects.count()
        self.public = self._public_rows()

    def teardown(self) -> None:
        """The ledger must verify after every run."""
        try:
            assert ledger.first_break() is None
        finally:
            transaction.set_rollback(True)
            self._transaction.__exit__(None, None, None)

    # what people do

    @rule(story=_story, who=_place, action=st.sampled_from(sorted(ACTIONS)), stale=st.integers(0, 9))
    def act(self, story: int, who: int, action: str, stale: int) -> None:
        """Somebody tries something, one time in ten with an old page before them."""
        article = self._load(story)
        before = self._public_rows()
        outcome = self._perform(article, self.people[who], action, stale=stale == 0)
        self.told += 1
        assert Transition.objects.count() == self.told, "every act is told once"
        if outcome is None or not outcome.accepted or action not in ("publish", "withdraw"):
            assert self._public_rows() == before, f"{action} changed what readers see"
        self.public = self._public_rows()

    @rule(story=_story, who=_place, pick=st.integers(0, 9))
    def go_on(self, story: int, who: int, pick: int) -> None:
        """Somebody to whom a button is offered presses it, so that runs get far. Whether it should be, others ask."""
        self._press(story, who, pick)

    def _press(self, story: int, who: int, pick: int) -> bool:
        article = self._load(story)
        offered = [
            (place, action.name)
            for place in [*range(who, len(self.people)), *range(who)]
            for action in Standing(self._fresh(place), article).available()
        ]
        if not offered:
            return False
        wanted = FORWARD if pick < 6 else {offered[pick * 7 % len(offered)][1]}
        place, action = next((offer for offer in offered if offer[1] in wanted), offered[pick % len(offered)])
        told = self.public, article.status
        self.act(story, place, action, 1)
        return told != (self.public, self._load(story).status) or action == "pass"

    @rule(story=_story, who=_place)
    def bring_out(self, story: int, who: int) -> None:
        """Straight on towards readers, as far as the people of the day can."""
        for _step in range(6):
            if self._load(story).status in ("published", "withdrawn") or not self._press(story, who, 0):
                return

    @rule(story=_story, who=_place, same=st.booleans())
    def save(self, story: int, who: int, same: bool) -> None:
        """Somebody saves the form, changed or not."""
        article = self._load(story)
        kept = article.revisions.get(number=article.revision_number).content
        nothing_new = same and snapshots.canonical(snapshots.take(article)) == kept
        number = article.revision_number
        headline = article.headline if same else f"第{next(self.word)}个题目"
        with contextlib.suppress(Refusal):
            edit(article, self.people[who], headline=headline)
        made = self._load(story).revision_number - number
        assert made == 0 or not nothing_new, "a save that changes nothing made a revision"

    @rule(story=_story, dice=st.integers(0, 7))
    def change_behind_the_desks_back(self, story: int, dice: int) -> None:
        """A row is changed without any verb: it may never come out."""
        if dice == 0:
            Article.objects.filter(pk=self.stories[story].pk).update(headline=f"偷换{next(self.word)}")

    @rule(story=_story, slug=st.sampled_from(["single", "three"]), who=_place)
    def raise_route(self, story: int, slug: str, who: int) -> None:
        """A story joins something that asks for more."""
        article = self._load(story)
        if editing.assign_route(article=article, route=route(slug), user=self.people[who]):
            self.told += 1

    @rule(who=_place, role=st.sampled_from(ROLES), joins=_mostly)
    def change_role(self, who: int, role: str, joins: bool) -> None:
        """Somebody is promoted or demoted. The object at hand keeps its old groups, as a request in flight does."""
        group = Group.objects.get_or_create(name=role)[0]
        groups = self._fresh(who).groups
        groups.add(group) if joins else groups.remove(group)

    @rule(who=_place, active=_mostly)
    def change_account(self, who: int, active: bool) -> None:
        """Somebody leaves or comes back."""
        type(self.people[who]).objects.filter(pk=self.people[who].pk).update(is_active=active)

    @rule(who=_place)
    def log_in_again(self, who: int) -> None:
        """The next request of somebody sees their groups as they are."""
        self.people[who] = self._fresh(who)

    @rule(story=_story, who=_place, linked=st.booleans())
    def credit(self, story: int, who: int, linked: bool) -> None:
        """Somebody is named as a writer of a draft, by link or by name alone."""
        article = self._load(story)
        if article.status != "draft":
            return
        user = self.people[who]
        person = getattr(user, "contributor", None) or make_contributor(f"名{user.pk}", user=user)
        place = article.credits.count() + 1
        line = Credit.objects.create(article=article, position=place, roles=["text"])
        CreditPerson.objects.create(
            credit=line, position=1, name=person.name_hans, contributor=person if linked else None
        )
        editing.save_revision(article=article, user=article.author)

    @rule(story=_story)
    def refreeze(self, story: int) -> None:
        """Building the public rows again changes no byte of them."""
        assert not publishing.refreeze(article=self._load(story))

    # what must hold

    @invariant()
    def holds(self) -> None:
        """Everything below, after every step."""
        self._readers_see_only_what_was_published()
        self._public_rows_are_the_published_revision()
        self._nothing_is_public_that_its_round_did_not_pass()
        self._status_tells_the_truth()
        self._no_round_was_signed_by_a_maker_or_twice_by_one_person()

    def _readers_see_only_what_was_published(self) -> None:
        """No rule but `act` may have changed a public row."""
        assert self._public_rows() == self.public

    def _public_rows_are_the_published_revision(self) -> None:
        """Both scripts or none, of exactly that content, and never beside a notice."""
        for article in Article.objects.all():
            rows = {row.script: row for row in PublishedArticle.objects.filter(uid=article.uid)}
            revision = article.published_revision
            notices = PublishedNotice.objects.filter(uid=article.uid).count()
            if revision is None:
                assert not rows
                assert not PublishedCredit.objects.filter(uid=article.uid).exists()
                continue
            assert set(rows) == {"hans", "hant"}
            assert notices == 0
            assert hashlib.sha256(revision.content.encode()).hexdigest() == revision.sha256
            assert {row.content_sha256 for row in rows.values()} == {revision.sha256}
            said = json.loads(revision.content)
            assert (rows["hans"].headline, rows["hans"].slug) == (said["headline"], said["slug"])
            assert "偷换" not in rows["hans"].headline or somebody_signed(article, revision)

    def _nothing_is_public_that_its_round_did_not_pass(self) -> None:
        """Every step signed in order, by distinct people who had not made it, the last for this very content."""
        for article in Article.objects.filter(published_revision__isnull=False):
            assert somebody_signed(article, article.published_revision)

    def _status_tells_the_truth(self) -> None:
        """What is approved is approved as it stands; what is withdrawn is not public; one round is open in review."""
        for article in Article.objects.all():
            if article.status == "approved":
                assert article.approved_revision.sha256 == article.content_sha256
                assert somebody_signed(article, article.approved_revision, whole_route=True)
            if article.status == "published":
                assert article.published_revision.sha256 == article.content_sha256
            open_rounds = article.rounds.filter(ended_at__isnull=True).count()
            assert open_rounds == (1 if article.status == "in_review" else 0)
            assert article.publish_at is None or article.status == "approved"
            numbers = list(article.revisions.order_by("number").values_list("number", flat=True))
            assert numbers == list(range(1, article.revision_number + 1))

    def _no_round_was_signed_by_a_maker_or_twice_by_one_person(self) -> None:
        """Looked up anew from revisions and rounds as they stood when each signature was given."""
        for sign_off in SignOff.objects.select_related("round__article", "step", "revision"):
            assert sign_off.user_id not in makers_before(sign_off)
            others = sign_off.round.sign_offs.exclude(pk=sign_off.pk)
            assert not others.filter(user=sign_off.user_id).exists()
            assert sign_off.sha256 == sign_off.revision.sha256

    # how it is looked up

    def _perform(self, article: Article, user: Any, action: str, *, stale: bool) -> editing.Outcome | None:
        data = {
            "publish_at": timezone.now() + timedelta(days=1),
            "notice": "本文已撤回。",
            "correction": {"right": f"三十{next(self.word)}人"},
            "revision": 1,
        }
        seen = article.revision_number - int(stale)
        try:
            return editing.perform(
                article=article, action=action, user=user, seen_revision=seen, note=REASON, data=data
            )
        except StaleRevision:
            assert stale
            return None

    def _fresh(self, place: int) -> Any:
        return type(self.people[place]).objects.get(pk=self.people[place].pk)

    def _load(self, story: int) -> Article:
        return Article.objects.get(pk=self.stories[story].pk)

    def _public_rows(self) -> dict[str, list[Any]]:
        tables = (PublishedArticle, PublishedCredit, PublishedNotice)
        return {
            table.__name__: [
                {name: value for name, value in row.items() if name != "id"}
                for row in table.objects.order_by("uid", "script", "pk").values()
            ]
            for table in tables
        }
