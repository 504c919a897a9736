"""The routes and credit roles a newsroom starts with, and PostgreSQL's own guard over append-only tables."""

from django.db import migrations

from articles import defaults

APPEND_ONLY = ("articles_revision", "articles_signoff", "articles_transition")


def install(apps, _schema_editor):
    defaults.install(
        group=apps.get_model("auth", "Group"),
        route=apps.get_model("articles", "ReviewRoute"),
        step=apps.get_model("articles", "ReviewStep"),
        credit_role=apps.get_model("articles", "CreditRole"),
    )


def guard(_apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(
        """
        CREATE FUNCTION articles_refuse_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            -- the revisions of a draft go with it as long as nobody was asked to read it
            IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'articles_revision' THEN
                IF NOT EXISTS (SELECT 1 FROM articles_round WHERE article_id = OLD.article_id) THEN RETURN OLD; END IF;
            END IF;
            RAISE EXCEPTION 'rows of % are kept for good', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
        END $$
        """,
        params=None,
    )
    for table in APPEND_ONLY:
        schema_editor.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION articles_refuse_rewrite()"
        )


def unguard(_apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in APPEND_ONLY:
        schema_editor.execute(f"DROP TRIGGER {table}_append_only ON {table}")
    schema_editor.execute("DROP FUNCTION articles_refuse_rewrite()")


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [
        migrations.RunPython(install, migrations.RunPython.noop),
        migrations.RunPython(guard, unguard),
    ]
