"""Proofing: the word lists with the rows they start with, what people decide about findings, and characters per sign-off."""

import articles.bounds
import articles.models.fields
import datetime
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from articles.proofing import terms


def install(apps, _schema_editor):
    terms.install(term=apps.get_model("articles", "ProofTerm"))


def guard(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE TRIGGER articles_proofdecision_append_only BEFORE UPDATE OR DELETE ON articles_proofdecision "
            "FOR EACH ROW EXECUTE FUNCTION articles_refuse_rewrite()"
        )


def unguard(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER articles_proofdecision_append_only ON articles_proofdecision")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_standing_pages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="signoff",
            name="characters",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.CreateModel(
            name="ProofDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("article_uid", models.UUIDField(db_index=True)),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("place", "only here"),
                            ("story", "everywhere in this story"),
                            ("house", "in all stories from now on"),
                        ],
                        max_length=5,
                    ),
                ),
                ("key", models.CharField(db_index=True, max_length=64)),
                ("rule", models.CharField(max_length=40)),
                ("field", models.CharField(max_length=20)),
                ("text", models.CharField(blank=True, max_length=200)),
                ("before", models.CharField(blank=True, max_length=20)),
                ("after", models.CharField(blank=True, max_length=20)),
                ("reason", articles.models.fields.ProseField(max_length=300)),
                ("covers_block", models.BooleanField(default=False)),
                ("by_name", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "takes_back",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_back",
                        to="articles.proofdecision",
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="ProofTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("confusable", "wrong character"),
                            ("house", "house term"),
                            ("person", "person and title"),
                        ],
                        default="house",
                        max_length=12,
                        verbose_name="list",
                    ),
                ),
                (
                    "pattern",
                    articles.models.fields.LineField(
                        max_length=60, verbose_name="wrong, or the person's name"
                    ),
                ),
                (
                    "suggestion",
                    articles.models.fields.LineField(
                        blank=True,
                        help_text="Empty: the word is not used at all.",
                        max_length=120,
                        verbose_name="right, or the person's title",
                    ),
                ),
                (
                    "suggestion_hant",
                    articles.models.fields.LineField(
                        blank=True,
                        help_text="For traditional copy. Empty: as in simplified script.",
                        max_length=120,
                        verbose_name="right, in traditional script",
                    ),
                ),
                (
                    "unless",
                    articles.models.fields.LineField(
                        blank=True,
                        help_text="Longer words in which it is right, separated by spaces: 好象棋 爱好象",
                        max_length=400,
                        verbose_name="not inside",
                    ),
                ),
                (
                    "severity",
                    models.CharField(
                        choices=[("block", "Must fix"), ("warn", "Should fix"), ("info", "Note")],
                        default="warn",
                        max_length=5,
                        verbose_name="severity",
                    ),
                ),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="For persons; 0: no place of their own.",
                        verbose_name="place in lists of names",
                    ),
                ),
                (
                    "valid_from",
                    models.DateField(
                        blank=True, null=True, validators=[articles.bounds.validate_day], verbose_name="from"
                    ),
                ),
                (
                    "valid_to",
                    models.DateField(
                        blank=True, null=True, validators=[articles.bounds.validate_day], verbose_name="to"
                    ),
                ),
                (
                    "note",
                    articles.models.fields.LineField(
                        blank=True, max_length=200, verbose_name="source or note"
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "changed_by",
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
                "verbose_name": "proofing term",
                "verbose_name_plural": "proofing terms",
                "ordering": ("kind", "pattern", "valid_from", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(
                                    ("valid_from__gte", datetime.date(2000, 1, 1)),
                                    ("valid_from__lt", datetime.date(2100, 1, 1)),
                                ),
                                ("valid_from__isnull", True),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(
                                    ("valid_to__gte", datetime.date(2000, 1, 1)),
                                    ("valid_to__lt", datetime.date(2100, 1, 1)),
                                ),
                                ("valid_to__isnull", True),
                                _connector="OR",
                            ),
                        ),
                        name="proof_term_days_bounded",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pattern", ""), _negated=True), name="proof_term_has_pattern"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="proof_term_from_before_to",
                        violation_error_message="“To” is before “from”.",
                    ),
                    models.UniqueConstraint(
                        fields=("kind", "pattern", "valid_from"), name="proof_term_once_a_time"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_from__isnull", True)),
                        fields=("kind", "pattern"),
                        name="proof_term_once",
                    ),
                ],
            },
        ),
        migrations.RunPython(install, migrations.RunPython.noop),
        migrations.RunPython(guard, unguard),
    ]
