"""Who signed what, looked up in the tables alone: sign-offs, rounds, revisions and the ledger. For the invariants of `machine`.

Nothing here asks `rights`, `workflow` or `publishing`.
"""

from __future__ import annotations

from articles.models import Article, Revision, Round, SignOff, Transition

_WRITING = {"draft", "import", "restore", "correct"}


def somebody_signed(article: Article, revision: Revision, *, whole_route: bool = False) -> bool:
    """A round of this story ended with a signature of this content, or with a told override of it."""
    for round_ in article.rounds.filter(ending__in=["approved", "overridden"]):
        if round_.ending == "overridden":
            rows = Transition.objects.filter(
                subject_uid=article.uid, action="override", outcome="done", round_number=round_.number
            )
            if rows.filter(content_sha256=revision.sha256).exists():
                return True
            continue
        signed = list(round_.sign_offs.order_by("step__position"))
        steps = list(round_.steps.order_by("position"))
        assert [s.step_id for s in signed] == [step.pk for step in steps]
        assert [s.signed_at for s in signed] == sorted(s.signed_at for s in signed)
        if signed[-1].sha256 == revision.sha256 and _strong_enough(article, round_, whole_route):
            return True
    return False


def _strong_enough(article: Article, round_: Round, whole_route: bool) -> bool:
    """Approved as it stands: by every step of the story's route, unless it was a correction's last step."""
    if not whole_route:
        return True
    corrected = Transition.objects.filter(subject_uid=article.uid, action="correct", outcome="done").exists()
    return corrected or round_.steps.count() >= article.route.steps.count()


def makers_before(sign_off: SignOff) -> set[int]:
    """Who had written or submitted the story when this signature was given."""
    article = sign_off.round.article
    wrote = Revision.objects.filter(
        article=article, origin__in=_WRITING, created_at__lt=sign_off.signed_at
    ).values_list("created_by", flat=True)
    rounds = Round.objects.filter(article=article, number__lte=sign_off.round.number)
    return {article.author_id, *wrote, *rounds.values_list("submitted_by", flat=True)}
