"""The two tables of search with their indexes, filled with what is public and with what the desk has."""

import datetime
import json

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

import articles.search.fields
from articles.search import documents, schema

TABLES = {"articles_publishedsearch": "first_published_at", "articles_desktext": "id"}


def install(_apps, schema_editor):
    for table, newest in TABLES.items():
        schema.install(schema_editor, table=table, newest=newest)


def remove(_apps, schema_editor):
    for table in TABLES:
        schema.remove(schema_editor, table=table)


def fill(apps, _schema_editor):
    page, credit = (apps.get_model("articles", name) for name in ("PublishedArticle", "PublishedCredit"))
    search, desk_text = (apps.get_model("articles", name) for name in ("PublishedSearch", "DeskText"))
    for uid in page.objects.values_list("uid", flat=True).distinct().order_by("uid"):
        pages = list(page.objects.filter(uid=uid).order_by("script"))
        credits = credit.objects.filter(uid=uid).order_by("script", "position")
        search.objects.create(**documents.published(pages, credits))
    article, revision = apps.get_model("articles", "Article"), apps.get_model("articles", "Revision")
    newest = revision.objects.filter(article=OuterRef("pk"), number=OuterRef("revision_number")).values(
        "content"
    )
    written = article.objects.annotate(content=Subquery(newest)).filter(content__isnull=False).order_by("pk")
    for pk, content in written.values_list("pk", "content").iterator():
        desk_text.objects.create(article_id=pk, **documents.working_copy(json.loads(content)))


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_figures_and_terms")]

    operations = [
        migrations.CreateModel(
            name="DeskText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("tokens", articles.search.fields.TokenField()),
                (
                    "article",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="articles.article",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PublishedSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(unique=True)),
                ("kind", models.CharField(max_length=12)),
                ("section_slug", models.SlugField(blank=True, db_index=False, max_length=40)),
                ("people", models.JSONField(default=list)),
                ("first_published_at", models.DateTimeField()),
                ("text", models.TextField(blank=True)),
                ("tokens", articles.search.fields.TokenField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "first_published_at__gte",
                                    datetime.datetime(2000, 1, 1, 0, 0, tzinfo=datetime.timezone.utc),
                                ),
                                (
                                    "first_published_at__lt",
                                    datetime.datetime(2100, 1, 1, 0, 0, tzinfo=datetime.timezone.utc),
                                ),
                            ),
                            ("first_published_at__isnull", True),
                            _connector="OR",
                        ),
                        name="published_search_dates_bounded",
                    )
                ],
            },
        ),
        migrations.RunPython(install, remove),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
