"""Public addresses of stories and of what lists them. Included once a script, with `script` as an argument."""

from django.urls import include, path

from articles import list_feeds, views
from articles.feeds import feed_urls
from articles.sharing import views as sharing

urlpatterns = [
    path("articles/<slug:slug>/", views.article, name="article"),
    path("articles/<slug:slug>/card.jpg", sharing.story, {"part": "card"}, name="article_card"),
    path("articles/<slug:slug>/poster.jpg", sharing.story, {"part": "poster"}, name="article_poster"),
    path("sections/<slug:slug>/", views.section, name="section"),
    path("tags/<slug:slug>/", views.tag, name="tag"),
    path("contributors/<slug:slug>/", views.contributor, name="contributor"),
    path("contributors/<slug:slug>/as/<slug:role>/", views.contributor, name="contributor_role"),
    *feed_urls("sections/<slug:slug>/", "section_feed", list_feeds.of_section),
    *feed_urls("contributors/<slug:slug>/", "contributor_feed", list_feeds.of_contributor),
    path("pages/<slug:slug>/", views.house_page, name="house_page"),
    path("corrections/", views.corrections, name="corrections"),
    path("", include("articles.archive.urls")),
]
