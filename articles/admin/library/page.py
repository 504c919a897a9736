"""The page of one picture: what the library suggests of it, every crop, and every story that uses it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles.admin.library.loading import library_context, load_picture
from articles.admin.media_views import crop_url, thumbnail
from articles.library.describing import FIELDS, describe_picture, edition_of, may_describe
from articles.media.renditions import CROPS
from articles.models import Article, Image, ImageUse
from articles.refusals import Refusal
from articles.states import state_of, with_states

# What each crop is for, in the words of the desk.
CROP_NAMES = {
    "full": gettext_lazy("whole, in the text and in galleries"),
    "3x2": gettext_lazy("3:2, lead and lists"),
    "2x1": gettext_lazy("2:1, lead on wide screens"),
    "1x1": gettext_lazy("square"),
}
OFFERED = ("caption", "credit", "rights")


class PictureForm(forms.ModelForm):
    """What the library suggests of a picture. Sliders make the focal point a matter of the arrow keys."""

    class Meta:
        model = Image
        fields = FIELDS
        widgets = {
            name: forms.NumberInput({"type": "range", "min": 0, "max": 100, "step": 1})
            for name in ("focal_x", "focal_y")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Bound the focal point: the column takes more than a picture has."""
        super().__init__(*args, **kwargs)
        for name in ("focal_x", "focal_y"):
            self.fields[name] = forms.IntegerField(
                label=self.fields[name].label, min_value=0, max_value=100, widget=self.fields[name].widget
            )


@dataclass(frozen=True)
class Used:
    """One use of the picture in a story that the person may see."""

    use: ImageUse
    article: Article
    state: Any


@require_http_methods(["GET", "HEAD", "POST"])
def picture(request: HttpRequest, key: str) -> HttpResponse:
    """Show it; keep what was said of it. A refusal keeps what was typed."""
    image = load_picture(request, key)
    may = may_describe(request.user, image)
    form = PictureForm(_accepted(request, image) if request.method == "POST" else None, instance=image)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            describe_picture(
                image=image, user=request.user, seen=request.POST.get("seen", ""), told=form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            status = 403 if refusal.code == "not_yours" else 409
        else:
            messages.success(
                request, _("The library suggests this from now on. Stories keep their own words.")
            )
            return redirect("admin:articles_image_change", image.pk)
    image = load_picture(request, key)  # as it is stored: a form changes the instance it holds
    return render(request, "desk/picture.html", _context(request, image, form, may), status=status)


def _accepted(request: HttpRequest, image: Image) -> Any:
    """What was typed; with the file's own words in empty fields where the person took the offer."""
    data = request.POST.copy()
    if "accept" in request.POST:
        for name in OFFERED:
            if not data.get(name, "").strip():
                data[name] = image.offered.get(name, "")
    return data


def _context(request: HttpRequest, image: Image, form: PictureForm, may: bool) -> dict[str, Any]:
    uses = _uses(request.user, image)
    hidden = image.uses.values("article").distinct().count() - len({each.article.pk for each in uses})
    return library_context(request, _("Picture: %(name)s") % {"name": image}) | {
        "image": image,
        "form": form,
        "may": may,
        "seen": edition_of(image),
        "whole": thumbnail(image, "full"),
        "crops": [
            (crop, CROP_NAMES[crop], CROPS[crop], crop_url(image, crop)) for crop in CROPS if crop != "full"
        ],
        "offer": [(_offer_label(name), value) for name, value in image.offered.items()],
        "uses": uses,
        "hidden": hidden,
    }


def _offer_label(name: str) -> str:
    return {"caption": _("caption"), "credit": _("credit"), "rights": _("rights"), "taken_on": _("taken on")}[
        name
    ]


def _uses(user: Any, image: Image) -> list[Used]:
    """Uses in stories that the person may see, by story, the last changed first."""
    stories = with_states(Article.objects.visible_to(user).filter(image_uses__image=image).distinct())
    by_key = {article.pk: article for article in stories.order_by("-updated_at")}
    uses = image.uses.filter(article__in=by_key).order_by("article", "position")
    told = [Used(use, by_key[use.article_id], state_of(by_key[use.article_id])) for use in uses]
    order = list(by_key)
    return sorted(told, key=lambda each: (order.index(each.article.pk), each.use.position))
