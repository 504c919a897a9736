"""Every address of the site, from the desk to the health checks."""

from django.contrib import admin
from django.urls import include, path

from newsroom import public_urls

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include(public_urls.site_wide)),
    path("", include(public_urls.public), {"script": "hans"}),
    path("zh-hant/", include(public_urls.public), {"script": "hant"}),
]
