"""Drafts of a meeting are the association's own; final reports and follow-ups never change; numbers of recommendations."""

from django.db import migrations

from tandem.kernel.row_security import MY_ORGANISATIONS, MY_PERSON, protect_person_rows

NUMBERS = "create sequence dialogue_recommendation_number;"
NUMBERS_BACK = "drop sequence dialogue_recommendation_number;"

OURS = f"association_id = any ({MY_ORGANISATIONS})"
POLICY_WORKER = f"""(select exists (select 1 from identity_membership m where m.person_id = {MY_PERSON}
    and m.role = 'policy_worker' and (m.valid_to is null or m.valid_to >= current_date)))"""
OF_MEETING = "exists (select 1 from dialogue_meeting m where m.id = meeting_id)"
OF_OUR_MEETING = f"exists (select 1 from dialogue_meeting m where m.id = meeting_id and m.association_id = any ({MY_ORGANISATIONS}))"
OF_TABLE = f"table_id is not null and {POLICY_WORKER}"
OF_STATEMENT = "exists (select 1 from dialogue_statement s where s.id = statement_id)"

GUARDS = """
create function dialogue_final_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state = 'final' then
        raise exception 'a final report never changes' using errcode = 'check_violation', constraint = 'final_report_stays';
    end if;
    return new;
end $$;
create trigger dialogue_final_stays before update or delete on dialogue_meeting
    for each row execute function dialogue_final_stays();

create function dialogue_statement_stays() returns trigger language plpgsql as $$
declare wanted uuid := coalesce(new.meeting_id, old.meeting_id);
begin
    if wanted is not null and exists (select 1 from dialogue_meeting m where m.id = wanted and m.state = 'final') then
        raise exception 'a final report never changes' using errcode = 'check_violation', constraint = 'final_report_stays';
    end if;
    return coalesce(new, old);
end $$;
create trigger dialogue_statement_stays before insert or update or delete on dialogue_statement
    for each row execute function dialogue_statement_stays();

create function dialogue_kept() returns trigger language plpgsql as $$
begin
    raise exception 'this is only added to' using errcode = 'check_violation', constraint = 'only_added';
end $$;
create trigger dialogue_follow_up_kept before update or delete on dialogue_followup
    for each row execute function dialogue_kept();
create trigger dialogue_verdict_kept before update or delete on dialogue_verdict
    for each row execute function dialogue_kept();
create trigger dialogue_version_kept before update or delete on dialogue_statementversion
    for each row execute function dialogue_kept();
"""
GUARDS_BACK = """
drop trigger dialogue_final_stays on dialogue_meeting;
drop trigger dialogue_statement_stays on dialogue_statement;
drop trigger dialogue_follow_up_kept on dialogue_followup;
drop trigger dialogue_verdict_kept on dialogue_verdict;
drop trigger dialogue_version_kept on dialogue_statementversion;
drop function dialogue_final_stays();
drop function dialogue_statement_stays();
drop function dialogue_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("dialogue", "0001_initial"), ("identity", "0004_policy_roles")]
    operations = [
        migrations.RunSQL(NUMBERS, NUMBERS_BACK),
        migrations.RunSQL(GUARDS, GUARDS_BACK),
        protect_person_rows("dialogue_meeting", read=f"state = 'final' or {OURS}", write=OURS),
        protect_person_rows("dialogue_agendapoint", read=OF_MEETING, write=OF_OUR_MEETING),
        protect_person_rows("dialogue_correction", read=OF_OUR_MEETING, write=OF_OUR_MEETING),
        protect_person_rows(
            "dialogue_statement", read=f"table_id is not null or {OF_MEETING}", write=f"({OF_TABLE}) or {OF_OUR_MEETING}"
        ),
        protect_person_rows("dialogue_statementversion", read=OF_STATEMENT, write=OF_STATEMENT),
        protect_person_rows("dialogue_statementclash", read=OF_STATEMENT, write=OF_STATEMENT),
        protect_person_rows("dialogue_voice", read=OF_STATEMENT, write=OF_STATEMENT),
    ]
