"""Every publication of a dossier is kept with its own PDF; only a withdrawal can still be written on it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

GUARD = """
create function dialogue_edition_kept() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.withdrawn_at is not null
        or (new.dossier_id, new.edition, new.published_at, new.document_id)
            is distinct from (old.dossier_id, old.edition, old.published_at, old.document_id) then
        raise exception 'an edition never changes' using errcode = 'check_violation', constraint = 'edition_stays';
    end if;
    return new;
end $$;
create trigger dialogue_edition_kept before update or delete on dialogue_dossieredition
    for each row execute function dialogue_edition_kept();
"""
GUARD_BACK = """
drop trigger dialogue_edition_kept on dialogue_dossieredition;
drop function dialogue_edition_kept();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('dialogue', '0002_guards'),
        ('kernel', '0002_audit_chain_and_cache'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='dossier',
            name='state',
            field=models.CharField(choices=[('draft', 'in opmaak'), ('published', 'gepubliceerd'), ('withdrawn', 'ingetrokken')], default='draft', max_length=10),
        ),
        migrations.CreateModel(
            name='DossierEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.PositiveSmallIntegerField()),
                ('published_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('reason', models.TextField(blank=True, max_length=1000)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='dialogue.dossier')),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-edition'],
                'constraints': [models.UniqueConstraint(fields=('dossier', 'edition'), name='one_row_per_edition'), models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='withdrawn_edition_has_reason', violation_error_message='Zeg waarom het dossier weggaat.')],
            },
        ),
        migrations.RunSQL(GUARD, GUARD_BACK),
    ]
