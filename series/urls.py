"""Public addresses of series. Included once a script, with `script` as an argument."""

from django.urls import path

from articles.feeds import feed_urls
from series import feeds, views

urlpatterns = [
    path("series/", views.index, name="series_index"),
    path("series/<slug:slug>/", views.landing, name="series"),
    *feed_urls("series/<slug:slug>/", "series_feed", feeds.parts_of),
    path("series/<slug:slug>/card.jpg", views.drawing, {"part": "card"}, name="series_card"),
    path("series/<slug:slug>/poster.jpg", views.drawing, {"part": "poster"}, name="series_poster"),
]
