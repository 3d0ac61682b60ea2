"""Numbers for the structured communication of payments."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("calls", "0003_form_steps")]
    operations = [
        migrations.RunSQL("create sequence calls_payment_number;", "drop sequence calls_payment_number;"),
    ]
