"""The three programmes of the sources, as data (seeds 000 and 001, the provider's notice on 2024)."""

import json
from importlib import resources

from django.db import migrations
from django.utils import timezone


def ship(apps, schema_editor):
    Template = apps.get_model("programmes", "ProgrammeTemplate")
    for path in sorted(resources.files("tandem.programmes").joinpath("shipped").iterdir(), key=lambda p: p.name):
        raw = json.loads(path.read_text("utf-8"))
        Template.objects.get_or_create(
            code=raw["code"], version=1,
            defaults={"title": raw["title"], "summary": raw["summary"], "valid_from": raw["valid_from"],
                      "definition": raw["definition"], "status": "published", "published_at": timezone.now()},
        )


def take_back(apps, schema_editor):
    Template = apps.get_model("programmes", "ProgrammeTemplate")
    Template.objects.filter(version=1, copies__isnull=True, applications__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [("programmes", "0002_guards")]
    operations = [migrations.RunPython(ship, take_back)]
