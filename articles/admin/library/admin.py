"""Registers the library under the stock addresses of pictures; its pages are our own."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from articles.admin.library import listing, page, replace
from articles.models import Image


@admin.register(Image)
class ImageAdmin(admin.ModelAdmin):
    """Pictures come in through stories and never go: a signed story may name them."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Pictures are uploaded where they are needed."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Image | None = None) -> bool:
        """Revisions name pictures for good."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """The page of replacing comes first: the stock patterns take any text for a key."""
        view = self.admin_site.admin_view(self.replace_view)
        return [path("<int:pk>/replace/", view, name="articles_image_replace"), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The library."""
        self._let_in(request)
        return listing.listing(request)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One picture."""
        self._let_in(request)
        return page.picture(request, object_id)

    def replace_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Another picture in its place."""
        self._let_in(request)
        return replace.replace(request, str(pk))

    def _let_in(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied
