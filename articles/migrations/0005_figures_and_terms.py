"""Checked figures, the part that a front's figure was taken from, and decided traditional words."""

import articles.models.fields
import datetime
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from articles import defaults


def ask_for_ticks(apps, _schema_editor):
    defaults.ask_for_ticks(route=apps.get_model("articles", "ReviewRoute"))


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_tags_have_pages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="hant_terms",
            field=models.JSONField(
                blank=True, default=dict, editable=False, verbose_name="decided traditional words"
            ),
        ),
        migrations.AddField(
            model_name="keyfigure",
            name="from_uid",
            field=models.UUIDField(blank=True, null=True, verbose_name="taken from"),
        ),
        migrations.AddField(
            model_name="reviewroute",
            name="needs_figures_ticked",
            field=models.BooleanField(
                default=False,
                help_text="The last step is refused until every figure of the text is ticked.",
                verbose_name="figures checked one by one",
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="needs_figures_ticked",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="FigureCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("text", models.CharField(max_length=80)),
                (
                    "source",
                    articles.models.fields.LineField(blank=True, max_length=120, verbose_name="source note"),
                ),
                ("noted_at", models.DateTimeField(null=True)),
                ("ticked_by_name", models.CharField(blank=True, max_length=80)),
                ("ticked_at", models.DateTimeField(null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figure_checks",
                        to="articles.article",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ticked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "checked figure",
                "verbose_name_plural": "checked figures",
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(fields=("article", "key"), name="figure_check_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ticked_at__isnull", True), ("ticked_by__isnull", True)),
                            models.Q(("ticked_at__isnull", False), ("ticked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="figure_tick_has_person_and_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(
                                    (
                                        "noted_at__gte",
                                        datetime.datetime(2000, 1, 1, 0, 0, tzinfo=datetime.timezone.utc),
                                    ),
                                    (
                                        "noted_at__lt",
                                        datetime.datetime(2100, 1, 1, 0, 0, tzinfo=datetime.timezone.utc),
                                    ),
                                ),
                                ("noted_at__isnull", True),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(
                                    (
                                        "ticked_at__gte",
                                        datetime.datetime(2000, 1, 1, 0, 0, tzinfo=datetime.timezone.utc),
                                    ),
                                    (
                                        "ticked_at__lt",
                                        datetime.datetime(2100, 1, 1, 0, 0, tzinfo=datetime.timezone.utc),
                                    ),
                                ),
                                ("ticked_at__isnull", True),
                                _connector="OR",
                            ),
                        ),
                        name="figure_check_dates_bounded",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HantTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "term",
                    articles.models.fields.LineField(
                        max_length=20,
                        unique=True,
                        validators=[django.core.validators.MinLengthValidator(2)],
                        verbose_name="words in simplified script",
                    ),
                ),
                (
                    "hant",
                    articles.models.fields.LineField(
                        max_length=20, verbose_name="as the traditional edition prints them"
                    ),
                ),
                ("note", articles.models.fields.LineField(blank=True, max_length=80, verbose_name="why")),
                ("decided_at", models.DateTimeField(auto_now=True, verbose_name="decided")),
                (
                    "decided_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "traditional term",
                "verbose_name_plural": "traditional terms",
                "ordering": ("term",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("hant", ""), _negated=True), name="hant_term_says_how"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "decided_at__gte",
                                    datetime.datetime(2000, 1, 1, 0, 0, tzinfo=datetime.timezone.utc),
                                ),
                                (
                                    "decided_at__lt",
                                    datetime.datetime(2100, 1, 1, 0, 0, tzinfo=datetime.timezone.utc),
                                ),
                            ),
                            ("decided_at__isnull", True),
                            _connector="OR",
                        ),
                        name="hant_term_dates_bounded",
                    ),
                ],
            },
        ),
        migrations.RunPython(ask_for_ticks, migrations.RunPython.noop),
    ]
