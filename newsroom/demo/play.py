"""Loads the demonstration: every act of every story in the order of time, in one transaction.

The `demo` command calls `load`. Running it where the newsroom is already there changes nothing.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles import clock
from articles.models import Article, Masthead, ReviewRoute
from newsroom.demo import copydesk, people
from newsroom.demo.copydesk import Script, moment
from newsroom.demo.inserts_in import receive_clips
from newsroom.demo.pictures_in import list_pictures, render_pictures
from newsroom.demo.readership import load_readers
from newsroom.demo.stage import Player, gathered
from series import planning, publishing
from series.models import Chapter, Instalment, Moment, Series

Act = Callable[[], None]
_SIGNED = (
    "public",
    "public_corrected",
    "withdrawn",
    "published_edited",
    "approved",
    "scheduled",
    "approval_lost",
)
_OUT = ("public", "public_corrected", "withdrawn", "published_edited")
_DUE = ("in_review_3", "in_review_2", "in_review_1", "returned", "approval_lost", "draft")
# What a story that never came out counts back from: yesterday's working day.
_YESTERDAY = {"days_ago": 1, "time": "17:30"}


# When the people of the three steps sign.
_SIGNED_AT = {1: "10:20", 2: "13:40", 3: "15:30"}


def _office_hour(out: datetime, *, at: str, days: int = 0) -> datetime:
    """A time on the working day before something comes out: nobody signs at four in the morning."""
    day = (out - timedelta(hours=16)).date() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(at)))


def is_loaded() -> bool:
    """Whether this database holds a newsroom already, ours or somebody's own."""
    return Masthead.objects.exists()


def load(progress: Callable[[int, int], None], pictures_in: Path = copydesk.PICTURES) -> None:
    """Play everything in.

    Effects: accounts, roster, sections; pictures with their renditions; one series with all its slots; every story
    with its rounds, sign-offs, revisions and ledger rows at the times they would have had. All or nothing.
    """
    script = copydesk.read()
    rendered = render_pictures(list(script.stories.values()), progress, pictures_in)
    with transaction.atomic():
        people.load_house(script.site)
        accounts = people.load_accounts(script.site["users"])
        pictures = list_pictures(rendered, list(script.stories.values()), accounts["gu"])
        clips = receive_clips(list(script.stories.values()), accounts["gu"])
        Production(script, Player(accounts, pictures, clips)).run()
        load_readers()


class Production:
    """The timetable of all acts, and the series that most of them belong to."""

    def __init__(self, script: Script, player: Player) -> None:
        """Write the timetable from the files."""
        self.script, self.player = script, player
        self.today = timezone.localtime()
        self.series: Series | None = None
        self.timetable: list[tuple[datetime, int, Act]] = []
        self._order = itertools.count()
        self._plan_series()
        self._plan_finished(script.finished["series"])
        in_series = {slot["story"]: slot for slot in script.series["instalments"] if "story" in slot}
        for slug, told in script.stories.items():
            if told["kind"] != "front":
                self._plan_story(told, in_series.get(slug))

    def run(self) -> None:
        """Do every act at its time, earliest first. Acts may add later ones."""
        while self.timetable:
            when, _number, act = heapq.heappop(self.timetable)
            with clock.at(min(when, timezone.now())):
                act()
        for article in Article.objects.all():
            self._backdate(article)

    def _at(self, when: datetime, act: Act) -> None:
        heapq.heappush(self.timetable, (when, next(self._order), act))

    def _plan_series(self) -> None:
        told = self.script.stories[self.script.series["series"]["front"]]
        out = moment(told, self.today)
        self._at(out - timedelta(days=30), lambda: self._create_series(told))
        self._at(_office_hour(out, at="08:50"), lambda: self._submit(self._front()))
        for step, at in _SIGNED_AT.items():
            self._at(_office_hour(out, at=at), partial(self._sign_front, step))
        self._at(out, self._release)
        self._at(
            moment(_YESTERDAY, self.today), self._release
        )  # again: by now the timeline can name its stories

    def _plan_finished(self, shape: dict[str, Any]) -> None:
        """A series of stories that are out already: gathered, signed and released, all parts at once."""
        told = self.script.stories[shape["front"]]
        out = moment(told, self.today)
        made: dict[str, Series] = {}

        def front() -> Article:
            return Article.objects.get(pk=made["it"].front_id)

        self._at(out - timedelta(hours=18), lambda: made.update(it=gathered(shape, told, self.player)))
        self._at(out - timedelta(hours=17), lambda: self._submit(front()))
        self._at(out - timedelta(hours=16), lambda: self.player.sign(front(), 3))
        self._at(out, lambda: self._let_out(made["it"]))

    def _plan_story(self, told: dict[str, Any], slot: dict[str, Any] | None) -> None:
        state = slot["state"] if slot else "public"
        out = moment(told if state in _OUT else _YESTERDAY, self.today)
        story: dict[str, Article] = {}
        self._at(_office_hour(out, days=-2, at="14:10"), lambda: story.update(it=self._write(told, slot)))
        if state == "draft":
            if "planted" in told:
                at = _office_hour(out, days=-2, at="16:20")
                self._at(at, lambda: self.player.plant(story["it"], told["planted"]))
            return
        self._at(_office_hour(out, at="08:50"), lambda: self._submit(story["it"]))
        opinions = {entry["step"]: entry for entry in told.get("opinions", [])}
        for step in self._steps(state, opinions, slot):
            entry = opinions.get(step, {})
            self._at(_office_hour(out, at=_SIGNED_AT[step]), partial(self._verdict, story, told, step, entry))
        if state in _SIGNED:
            self._plan_end(state, told, out, story)

    def _plan_end(self, state: str, told: dict[str, Any], out: datetime, story: dict[str, Article]) -> None:
        player = self.player
        if state in _OUT:
            self._at(out, lambda: player.act(story["it"], "publish", player.chief))
        if state == "scheduled":
            self._at(out, lambda: player.schedule(story["it"], moment(told, self.today)))
        for notice in told.get("corrections", []):
            self._plan_correction(notice, story)
        if state == "withdrawn":
            end = told["withdrawal"]
            self._at(
                moment(end, self.today),
                lambda: player.act(
                    story["it"], "withdraw", player.chief, end["reason"], notice=end["notice"]
                ),
            )
        if state in ("published_edited", "approval_lost"):
            reason = "核对后需要补充一处" if state == "approval_lost" else ""
            self._at(out + timedelta(hours=3), lambda: self._edit_again(story["it"], told["later"], reason))

    def _plan_correction(self, notice: dict[str, Any], story: dict[str, Article]) -> None:
        when, player = moment(notice, self.today), self.player
        words = {name: notice[name] for name in ("type", "wrong", "right", "passage")}
        put_right = {"replace": [{"old": notice["wrong"], "new": notice["right"]}]}
        self._at(
            when - timedelta(minutes=50),
            lambda: player.act(story["it"], "correct", story["it"].author, correction=words),
        )
        self._at(when - timedelta(minutes=45), lambda: player.edit(story["it"], put_right))
        self._at(when - timedelta(minutes=40), lambda: self._submit(story["it"]))
        self._at(when - timedelta(minutes=15), lambda: player.sign(story["it"], 3))
        self._at(when, lambda: player.act(story["it"], "publish", player.chief))

    def _steps(self, state: str, opinions: dict[int, Any], slot: dict[str, Any] | None) -> list[int]:
        """The steps at which somebody gave a verdict."""
        if slot is None:
            return [3]
        if state.startswith("in_review_"):
            return list(range(1, int(state[-1])))
        return [1, 2, 3] if state in _SIGNED else sorted(opinions)

    def _verdict(
        self, story: dict[str, Article], told: dict[str, Any], step: int, entry: dict[str, Any]
    ) -> None:
        if entry.get("verdict") == "return":
            self.player.return_it(story["it"], step, entry["text"])
        else:
            left = told.get("figures", {}).get("unticked", "")
            errors = dict(enumerate(told.get("errors_found", ()), start=1)).get(step, 0)
            self.player.sign(story["it"], step, entry.get("text", ""), left, errors)

    def _sign_front(self, step: int) -> None:
        self.player.sign(self._front(), step)

    def _submit(self, article: Article) -> None:
        self.player.act(article, "submit", article.author)

    def _edit_again(self, article: Article, later: dict[str, Any], reason: str) -> None:
        self.player.act(article, "reopen", article.author, reason)
        self.player.edit(article, later)

    def _write(self, told: dict[str, Any], slot: dict[str, Any] | None) -> Article:
        first = told
        for notice in told.get("corrections", []):
            first = {**first, "body": first["body"].replace(notice["right"], notice["wrong"], 1)}
        if slot is None:
            return self.player.write(first, ReviewRoute.objects.get(slug="single"))
        series = self._series()
        article = self.player.write(first, series.route, due_at=self._due(slot))
        place = Instalment.objects.get(series=series, number=slot["number"])
        planning.attach(instalment=place, article=article, user=self.player.accounts["song"])
        return article

    def _due(self, slot: dict[str, Any]) -> datetime | None:
        """When a part that is not out yet is due: one a day in the order of numbers, the first today."""
        waiting = [each["number"] for each in self.script.series["instalments"] if each["state"] in _DUE]
        if slot["number"] not in waiting:
            return None
        day = self.today + timedelta(days=waiting.index(slot["number"]))
        return day.replace(hour=23 if day == self.today else 18, minute=30, second=0, microsecond=0)

    def _create_series(self, told: dict[str, Any]) -> None:
        shape, song = self.script.series, self.player.accounts["song"]
        self.series = planning.create_series(
            title=told["headline"],
            user=song,
            slug=shape["series"]["slug"],
            theme=shape["series"]["theme"],
            announced_total=shape["series"]["announced_total"],
        )
        self.player.write(told, self.series.route, article=self.series.front)
        chapters = {
            entry["key"]: Chapter.objects.create(
                series=self.series,
                position=place,
                name=entry["name"],
                label=entry["label"],
                blurb=entry["blurb"],
            )
            for place, entry in enumerate(shape["chapters"], start=1)
        }
        for slot in shape["instalments"]:
            self._slot(slot, chapters[slot["chapter"]])
        for told in shape["moments"]:
            dated = {name: value for name, value in told.items() if name != "story"}
            Moment.objects.create(series=self.series, **dated)

    def _slot(self, slot: dict[str, Any], chapter: Chapter) -> None:
        announced = slot["state"] == "announced"
        day = (self.today + timedelta(days=slot.get("announced_in_days", 0))).date()
        Instalment.objects.create(
            series=self._series(),
            number=slot["number"],
            chapter=chapter,
            working_title=slot.get("working_title", ""),
            is_announced=announced,
            announced_title=slot.get("announced_title", ""),
            announced_on=day if announced else None,
        )

    def _release(self) -> None:
        self._name_stories()
        self._let_out(self._series())

    def _let_out(self, series: Series) -> None:
        publishing.publish_series(series=series, user=self.player.chief)

    def _name_stories(self) -> None:
        """The rows of the timeline get the stories that exist by now; readers see them while they are public."""
        for told in self.script.series["moments"]:
            story = Article.objects.filter(slug=told.get("story", "")).first()
            Moment.objects.filter(series=self._series(), text=told["text"]).update(article=story)

    def _series(self) -> Series:
        if self.series is None:
            raise ValueError("a story was written before its series was planned")
        return self.series

    def _front(self) -> Article:
        return Article.objects.get(pk=self._series().front_id)

    def _backdate(self, article: Article) -> None:
        """Rows that Django stamps by itself get the times of the story's own revisions."""
        times = list(article.revisions.order_by("number").values_list("created_at", flat=True))
        if times:
            Article.objects.filter(pk=article.pk).update(created_at=times[0], updated_at=times[-1])
