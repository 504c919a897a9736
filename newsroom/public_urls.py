"""Public addresses. `public` is included twice, once a script; `site_wide` once.

path("", include(public_urls.public), {"script": "hans"})
path("zh-hant/", include(public_urls.public), {"script": "hant"})
"""

from django.urls import URLPattern, URLResolver, include, path

from articles.audience.views import audience
from articles.feeds import feed_urls
from newsroom import feeds, installing, sitemaps, views

public: list[URLPattern | URLResolver] = [
    path("", views.front_page, name="front_page"),
    path("search/", views.search, name="search"),
    path("search/suggest/", views.suggest, name="suggest"),
    *feed_urls("", "feed", feeds.newest),
    path("offline/", installing.offline, name="offline"),
    path("manifest.webmanifest", installing.manifest, name="manifest"),
    path("", include("articles.urls")),
    path("", include("series.urls")),
]

site_wide: list[URLPattern | URLResolver] = [
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", installing.security_txt, name="security_txt"),
    path("sw.js", installing.service_worker, name="service_worker"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemaps.articles, name="sitemap_articles"),
    path("sitemap-pages.xml", sitemaps.pages, name="sitemap_pages"),
    path("news-sitemap.xml", sitemaps.news, name="news_sitemap"),
    path("audience/<uuid:uid>/", audience, name="audience"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
