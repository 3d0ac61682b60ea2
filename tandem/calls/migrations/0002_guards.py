"""Who reads which rows; what never changes: published forms, what was handed in, scores after handing in, decided money."""

from django.db import migrations

from tandem.kernel.row_security import MY_ORGANISATIONS, MY_PERSON, protect_person_rows

NUMBERS = "create sequence calls_submission_number;"
NUMBERS_BACK = "drop sequence calls_submission_number;"

OFFICES = f"""(select m.organisation_id from identity_membership m where m.person_id = {MY_PERSON}
    and m.role = 'call_officer' and (m.valid_to is null or m.valid_to >= current_date))"""
OFFICER_CALLS = f"(select c.id from calls_call c where c.administration_id in {OFFICES})"
JURY_CALLS = f"(select j.call_id from calls_juror j where j.person_id = {MY_PERSON} and j.left_at is null)"
MY_SEATS = f"(select j.id from calls_juror j where j.person_id = {MY_PERSON})"
MY_TIES = f"""(select t.submission_id from calls_tie t join calls_juror j on j.id = t.juror_id
    where j.person_id = {MY_PERSON})"""
WRITTEN_BY_ME = f"(select e.submission_id from calls_editor e where e.person_id = {MY_PERSON})"

OURS = f"(organisation_id = any ({MY_ORGANISATIONS}) or id in {WRITTEN_BY_ME})"
HANDED_IN = "number is not null"
OFFICER = f"({HANDED_IN} and call_id in {OFFICER_CALLS})"
JURY = f"({HANDED_IN} and call_id in {JURY_CALLS} and id not in {MY_TIES})"

SEEN = "submission_id in (select s.id from calls_submission s)"
OURS_TO_WRITE = f"""submission_id in (select s.id from calls_submission s
    where s.organisation_id = any ({MY_ORGANISATIONS}) or s.id in {WRITTEN_BY_ME})"""
OFFICER_TO_WRITE = f"submission_id in (select s.id from calls_submission s where s.call_id in {OFFICER_CALLS})"
JURY_TO_WRITE = f"""submission_id in (select s.id from calls_submission s
    where s.call_id in {OFFICER_CALLS} or s.call_id in {JURY_CALLS})"""
# What was decided is nobody's else before it is announced.
OUTCOME_SEEN = f"""submission_id in (select s.id from calls_submission s join calls_call c on c.id = s.call_id
    where c.state in ('announced', 'closed') or s.call_id in {OFFICER_CALLS} or s.call_id in {JURY_CALLS})"""
SEATS_OF_CALLS = f"(select j.id from calls_juror j where j.call_id in {OFFICER_CALLS})"
SEATS_BESIDE_ME = f"(select j.id from calls_juror j where j.call_id in {JURY_CALLS})"
OF_GRANT = "grant_id in (select g.id from calls_grant g)"

GUARDS = """
create function calls_only_added() returns trigger language plpgsql as $$
begin
    raise exception 'this is only added to' using errcode = 'check_violation', constraint = 'only_added';
end $$;
create trigger calls_version_kept before update or delete on calls_answerversion
    for each row execute function calls_only_added();
create trigger calls_handed_in_kept before update or delete on calls_handedin
    for each row execute function calls_only_added();
create trigger calls_note_kept before update or delete on calls_discussionnote
    for each row execute function calls_only_added();

create function calls_published_form_stays() returns trigger language plpgsql as $$
begin
    if old.published_at is not null then
        raise exception 'a published form never changes' using errcode = 'check_violation', constraint = 'published_form_stays';
    end if;
    return coalesce(new, old);
end $$;
create trigger calls_published_form_stays before update or delete on calls_formrevision
    for each row execute function calls_published_form_stays();

create function calls_in_time() returns trigger language plpgsql as $$
declare ends timestamptz;
begin
    select c.closes_at + make_interval(mins => case when new.in_grace then c.grace_minutes else 0 end) into ends
        from calls_submission s join calls_call c on c.id = s.call_id where s.id = new.submission_id;
    -- The closing minute itself still counts.
    if ends is null or new.at >= ends + interval '1 minute' then
        raise exception 'the call is closed' using errcode = 'check_violation', constraint = 'handed_in_in_time';
    end if;
    return new;
end $$;
create trigger calls_in_time before insert on calls_handedin for each row execute function calls_in_time();

create function calls_money_stands() returns trigger language plpgsql as $$
declare wanted uuid := coalesce(new.call_id, old.call_id);
begin
    if exists (select 1 from calls_call c where c.id = wanted and c.state in ('decided', 'announced', 'closed')) then
        raise exception 'the decision stands on this' using errcode = 'check_violation', constraint = 'decided_money_stands';
    end if;
    return coalesce(new, old);
end $$;
create trigger calls_money_stands before insert or update or delete on calls_moneykind
    for each row execute function calls_money_stands();
create trigger calls_money_stands before insert or update or delete on calls_envelope
    for each row execute function calls_money_stands();
create trigger calls_money_stands before insert or update or delete on calls_arealimit
    for each row execute function calls_money_stands();
create trigger calls_money_stands before insert or update or delete on calls_criterion
    for each row execute function calls_money_stands();

create function calls_tied_never_reads() returns trigger language plpgsql as $$
begin
    if exists (select 1 from calls_tie t where t.juror_id = new.juror_id and t.submission_id = new.submission_id) then
        raise exception 'this juror has a tie' using errcode = 'check_violation', constraint = 'tied_juror_never_reads';
    end if;
    return new;
end $$;
create trigger calls_tied_never_reads before insert or update on calls_reading
    for each row execute function calls_tied_never_reads();

create function calls_score_stays() returns trigger language plpgsql as $$
declare wanted uuid := coalesce(new.reading_id, old.reading_id);
begin
    if exists (select 1 from calls_reading r where r.id = wanted and r.handed_in_at is not null) then
        raise exception 'a score that was handed in stays' using errcode = 'check_violation', constraint = 'score_stays';
    end if;
    return coalesce(new, old);
end $$;
create trigger calls_score_stays before insert or update or delete on calls_score
    for each row execute function calls_score_stays();
"""
GUARDS_BACK = """
drop trigger calls_version_kept on calls_answerversion;
drop trigger calls_handed_in_kept on calls_handedin;
drop trigger calls_note_kept on calls_discussionnote;
drop trigger calls_published_form_stays on calls_formrevision;
drop trigger calls_in_time on calls_handedin;
drop trigger calls_money_stands on calls_moneykind;
drop trigger calls_money_stands on calls_envelope;
drop trigger calls_money_stands on calls_arealimit;
drop trigger calls_money_stands on calls_criterion;
drop trigger calls_tied_never_reads on calls_reading;
drop trigger calls_score_stays on calls_score;
drop function calls_only_added();
drop function calls_published_form_stays();
drop function calls_in_time();
drop function calls_money_stands();
drop function calls_tied_never_reads();
drop function calls_score_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("calls", "0001_initial"), ("identity", "0005_call_roles"), ("tandem_sessions", "0007_network_support")]
    operations = [
        migrations.RunSQL(NUMBERS, NUMBERS_BACK),
        migrations.RunSQL(GUARDS, GUARDS_BACK),
        protect_person_rows("calls_submission", read=f"{OURS} or {OFFICER} or {JURY}", add=OURS, change=f"{OURS} or {OFFICER}"),
        protect_person_rows("calls_submissionpartner", read=SEEN, write=OURS_TO_WRITE),
        protect_person_rows("calls_answer", read=SEEN, write=OURS_TO_WRITE),
        protect_person_rows("calls_answerversion", read=SEEN, write=OURS_TO_WRITE),
        protect_person_rows("calls_handedin", read=SEEN, write=OURS_TO_WRITE),
        protect_person_rows("calls_admissibilitycheck", read=OUTCOME_SEEN, write=OFFICER_TO_WRITE),
        protect_person_rows(
            "calls_tie",
            read=f"juror_id in {MY_SEATS} or juror_id in {SEATS_OF_CALLS}",
            write=f"juror_id in {MY_SEATS} or juror_id in {SEATS_OF_CALLS}",
        ),
        protect_person_rows(
            "calls_reading",
            read=f"juror_id in {MY_SEATS} or juror_id in {SEATS_OF_CALLS} or (handed_in_at is not null and juror_id in {SEATS_BESIDE_ME})",
            write=f"juror_id in {MY_SEATS} or juror_id in {SEATS_OF_CALLS}",
        ),
        protect_person_rows(
            "calls_score",
            read="reading_id in (select r.id from calls_reading r)",
            write=f"reading_id in (select r.id from calls_reading r where r.juror_id in {MY_SEATS})",
        ),
        protect_person_rows("calls_deliberation", read=OUTCOME_SEEN, write=JURY_TO_WRITE),
        protect_person_rows("calls_discussionnote", read=OUTCOME_SEEN, write=JURY_TO_WRITE),
        protect_person_rows("calls_decision", read=OUTCOME_SEEN, write=OFFICER_TO_WRITE),
        protect_person_rows(
            "calls_grant",
            read=f"organisation_id = any ({MY_ORGANISATIONS}) or administration_id in {OFFICES}",
            add=f"administration_id in {OFFICES}",
            change=f"organisation_id = any ({MY_ORGANISATIONS}) or administration_id in {OFFICES}",
        ),
        protect_person_rows("calls_budgetline", read=OF_GRANT, write=OF_GRANT),
        protect_person_rows("calls_budgetchange", read=OF_GRANT, write=OF_GRANT),
        protect_person_rows("calls_instalment", read=OF_GRANT, write=OF_GRANT),
        protect_person_rows("calls_report", read=OF_GRANT, write=OF_GRANT),
        protect_person_rows(
            "calls_reportfile", read="report_id in (select r.id from calls_report r)", write="report_id in (select r.id from calls_report r)"
        ),
    ]
