from django.db import migrations, models

import articles.models.published


def begin(apps, schema_editor):
    """A newsroom that has published already need not publish again before its pages are known."""
    apps.get_model("articles", "PublishedGeneration").objects.create()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0013_pictures"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublishedGeneration",
            fields=[
                (
                    "mark",
                    models.CharField(
                        default=articles.models.published.new_mark,
                        max_length=32,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
            ],
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
