"""Public addresses of series. Included once a script, with `script` as an argument."""

from django.urls import path, re_path

from articles.feeds import feed_urls
from series import feeds, views

urlpatterns = [
    path("series/", views.index, name="series_index"),
    path("series/<slug:slug>/", views.landing, name="series"),
    *feed_urls("series/<slug:slug>/", "series_feed", feeds.parts_of),
    re_path(
        r"^series/(?P<slug>[-a-zA-Z0-9_]+)/(?P<part>card|poster)\.jpg$", views.drawing, name="series_drawing"
    ),
]
