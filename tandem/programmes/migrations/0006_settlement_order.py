"""The oldest settlements of a fund or a provider first, without sorting all of them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programmes", "0005_report_versions")]
    operations = [
        migrations.AddIndex(
            "settlement", models.Index(fields=["fund", "claimable_at", "id"], name="settlement_of_fund")
        ),
        migrations.AddIndex(
            "settlement", models.Index(fields=["provider", "claimable_at", "id"], name="settlement_of_provider")
        ),
    ]
