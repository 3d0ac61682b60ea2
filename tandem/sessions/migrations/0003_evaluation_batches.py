"""Answers get a random key and leave the reserve in groups."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tandem_sessions', '0002_guards'),
    ]

    operations = [
        migrations.AddField(
            model_name='evaluationresponse',
            name='batch',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name='evaluationresponse',
            name='id',
            field=models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
        ),
    ]
