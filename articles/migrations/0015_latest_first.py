"""A common word is looked for in the latest years first."""

from django.db import migrations

from articles.search import schema

TABLE = "articles_publishedsearch"


def install(_apps, schema_editor):
    schema.install_latest(schema_editor, table=TABLE)


def remove(_apps, schema_editor):
    schema.remove_latest(schema_editor, table=TABLE)


class Migration(migrations.Migration):
    dependencies = [("articles", "0014_generation")]

    operations = [migrations.RunPython(install, remove)]
