"""Public addresses of series. Included once a script, with `script` as an argument."""

from django.urls import path

from series import feeds, views

urlpatterns = [
    path("series/", views.index, name="series_index"),
    path("series/<slug:slug>/", views.landing, name="series"),
    path("series/<slug:slug>/feed/", feeds.series_feed, name="series_feed"),
]
