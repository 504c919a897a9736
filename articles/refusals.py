"""Why something could not be done: codes for the ledger, sentences for people.

`editing` and `publishing` raise these; pages print them. Leaf module of the app.
"""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REASONS: dict[str, Promise | str] = {
    "unknown_action": _("There is no such action."),
    "not_visible": _("This story is not open to you."),
    "wrong_status": _("The story is no longer where this can be done."),
    "not_public": _("Readers cannot see this story."),
    "not_yours": _("This is not yours to do."),
    "is_maker": _("You wrote, submitted or are credited on this story, so you cannot sign it."),
    "signed_already": _("You have signed a step of this round; the next one needs somebody else."),
    "proofed_before": _("You proofread the step before; this one needs somebody else."),
    "not_last_step": _("This is not the last step."),
    "is_last_step": _("This is the last step: it is approved, not passed."),
    "stale": _("The story has changed since you looked at it. Read the change, then decide again."),
    "note_short": _("Give a reason of at least %(minimum)d characters."),
    "note_missing": _("Say why."),
    "opinion_missing": _("Say what has to be changed."),
    "errors_bad": _("Errors found is a number from 0 to 9999."),
    "time_missing": _("Give a date and time."),
    "time_past": _("That time has passed. Publish now, or choose a later time."),
    "time_bounds": _("Enter a date between 2000 and 2099."),
    "not_scheduled": _("No publication is planned."),
    "scheduled_already": _("A publication is planned already; change its time instead."),
    "notice_missing": _("Write the notice that readers will see."),
    "correction_missing": _("Say what is right."),
    "revision_missing": _("Choose a revision of this story."),
    "nothing_to_discard": _("There is no signed or published text to go back to."),
    "not_ready": _("Not ready: %(missing)s"),
    "proof_blocks": _(
        "Something that must be fixed is left, see Proofing. Fix it, leave it with a reason, or have it cleared."
    ),
    "proof_clean": _("Nothing that must be fixed is left: there is nothing to clear."),
    "reaches_too_far": _("Only proofreaders and editors decide this."),
    "no_route": _("The review route has no steps."),
    "lost_race": _("Somebody else was faster. Look at the story again."),
    "hash_mismatch": _(
        "The text is not the one that was approved. Reopen the story and have it approved again."
    ),
    "slug_taken": _("Another page has the address “%(slug)s”."),
    "front_of_series": _("A front is published and withdrawn with its series."),
    "route_too_weak": _("The story was approved by a weaker route than its series asks for."),
    "front_not_approved": _("The front of the series is not approved."),
    "in_series": _("The story stands in a series; take it out there first."),
    "stale_series": _("The series has changed since you opened it. Open it again, then make your changes."),
    "not_released": _("The series is not public."),
    "figures_unticked": _(
        "%(number)d figures of the text are not ticked yet: %(first)s … Check them under “Figures”."
    ),
    "figure_gone": _("The figure no longer stands in the text. Look at the story again."),
    "day_moved": _("The sentence or the planned day has changed, or is not saved. Look at the word again."),
    "figure_note_bad": _("%(message)s"),
    "figure_bad": _("%(message)s"),
    "figures_full": _("There are as many key figures as a story can have."),
    "no_front": _("The story is at home in no series."),
    "pictures_not_ready": _(
        "Pictures are still being made: %(done)d of %(total)d files (picture %(pictures)s). Try again in a moment."
    ),
    "pictures_failed": _(
        "Picture %(pictures)s could not be made. Have it tried again in the story, or replace it."
    ),
    "same_picture": _("That is the same picture. Choose another one."),
    "stale_picture": _("Somebody else has described this picture meanwhile. Look at it again, then save."),
    "hant_undecided": _("%(number)d places of the traditional edition are not decided yet."),
    "term_gone": _("These words are no longer open. Look at the page again."),
    "term_bad": _(
        "“%(words)s” cannot be decided for every story: it must stand in this one around “%(glyph)s”."
    ),
    "body_refused": _("%(message)s"),
    "scripts_unavailable": _("The traditional edition cannot be made: OpenCC is not installed."),
}


class Refusal(Exception):
    """Something was not done. `code` is for the ledger, `str()` for the person in their language."""

    def __init__(self, code: str, **params: Any) -> None:
        """Remember the reason; the sentence is made when it is shown."""
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return str(REASONS[self.code]) % self.params if self.params else str(REASONS[self.code])


class StaleRevision(Refusal):
    """The content moved since the person looked. `current` is the number of the newest revision."""

    def __init__(self, current: int) -> None:
        """Remember which revision is newest."""
        super().__init__("stale")
        self.current = current
