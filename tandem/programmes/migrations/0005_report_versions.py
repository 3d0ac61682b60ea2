"""Versions of reports, the side of a message, and what the database itself refuses about final reports."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from tandem.kernel.row_security import protect_rows

FINAL_REPORT = """
create function programmes_guard_final_report() returns trigger language plpgsql as $$
begin
    if old.finalised_at is not null and new.finalised_at is not null then
        raise exception 'a final report never changes'
            using errcode = 'check_violation', constraint = 'final_report_never_changes';
    end if;
    return new;
end $$;
create trigger programmes_guard_final_report before update on programmes_report
    for each row execute function programmes_guard_final_report();

create function programmes_guard_report_version() returns trigger language plpgsql as $$
begin
    raise exception 'a version of a report never changes'
        using errcode = 'check_violation', constraint = 'report_version_never_changes';
end $$;
create trigger programmes_guard_report_version before update on programmes_reportversion
    for each row execute function programmes_guard_report_version();
"""
FINAL_REPORT_BACK = """
drop trigger programmes_guard_report_version on programmes_reportversion;
drop function programmes_guard_report_version();
drop trigger programmes_guard_final_report on programmes_report;
drop function programmes_guard_final_report();
"""
OF_MY_TRAJECTORY = "exists (select 1 from programmes_trajectory t where t.id = trajectory_id)"
OF_MY_REPORT = "exists (select 1 from programmes_report r where r.id = report_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0004_earlier_questions"),
        ("kernel", "0002_audit_chain_and_cache"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="message", name="side", field=models.CharField(default="provider", max_length=15),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="ReportVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField()),
                ("note", models.CharField(blank=True, max_length=300)),
                ("document", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+",
                                               to="kernel.storedfile")),
                ("made_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+",
                                              to=settings.AUTH_USER_MODEL)),
                ("report", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="versions",
                                             to="programmes.report")),
            ],
            options={"ordering": ["-number"]},
        ),
        migrations.AddConstraint(
            model_name="reportversion",
            constraint=models.UniqueConstraint(fields=("report", "number"), name="one_row_per_report_version"),
        ),
        migrations.RunSQL(FINAL_REPORT, FINAL_REPORT_BACK),
        protect_rows("programmes_reportversion", OF_MY_REPORT),
        protect_rows("programmes_recommendation", OF_MY_TRAJECTORY),
        protect_rows("programmes_phasedecision", OF_MY_TRAJECTORY),
    ]
