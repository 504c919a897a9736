"""Every address of the site, from the desk to the health checks."""

from django.contrib import admin
from django.urls import include, path, re_path

from newsroom import media, public_urls

urlpatterns = [
    path("admin/", admin.site.urls),
    re_path(
        r"^media/(?P<folder>[0-9a-f]{2})/(?P<name>[0-9a-f]{32}\.(?:avif|webp|jpg|mp4|webm|m4a|mp3|weba|vtt))$",
        media.public_file,
    ),
    path("", include(public_urls.site_wide)),
    path("", include(public_urls.public), {"script": "hans"}),
    path("zh-hant/", include(public_urls.public), {"script": "hant"}),
]

handler404 = "newsroom.views.not_found"
handler403 = "newsroom.views.forbidden"
