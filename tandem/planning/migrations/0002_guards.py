"""Who reads and writes which rows: what somebody cannot do is theirs alone, what somebody can carry is theirs to write."""

from django.db import migrations

from tandem.kernel.row_security import MY_ORGANISATIONS, MY_PERSON, protect_person_rows, protect_rows

PLANNED_BY_ME = f"""(select m.organisation_id from identity_membership m where m.person_id = {MY_PERSON}
    and m.role = 'planner' and m.organisation_id = any ({MY_ORGANISATIONS})
    and (m.valid_to is null or m.valid_to >= current_date))"""
MINE = f"person_id = {MY_PERSON}"
OF_MY_PEOPLE = f"""person_id in (select m.person_id from identity_membership m
    where m.organisation_id in {PLANNED_BY_ME} and m.role in ('trainer', 'experiential_expert'))"""
MINE_OR_PLANNED = f"({MINE} or {OF_MY_PEOPLE})"
OF_MY_PROVIDER = f"provider_id in {PLANNED_BY_ME}"
OF_MY_SERIES = "series_id in (select s.id from tandem_sessions_series s)"
OF_MY_SHEET = "sheet_id in (select s.id from planning_requestsheet s)"
ASKED_OF_ME = f"(trainer_id = {MY_PERSON} or expert_id = {MY_PERSON})"

WORDS_STAY = """
create function planning_answer_stays() returns trigger language plpgsql as $$
begin
    if old.answer <> '' and new.answer is distinct from old.answer then
        raise exception 'an answer stays' using errcode = 'check_violation', constraint = 'answer_stays';
    end if;
    return new;
end $$;
create trigger planning_answer_stays before update on planning_limitquestion
    for each row execute function planning_answer_stays();
create function planning_asking_stays() returns trigger language plpgsql as $$
begin
    if old.state <> 'open' then
        raise exception 'a closed question stays' using errcode = 'check_violation', constraint = 'closed_asking_stays';
    end if;
    return new;
end $$;
create trigger planning_asking_stays before update of state, trainer_answer, expert_answer, dates, trainer_id, expert_id
    on planning_asking for each row execute function planning_asking_stays();
"""
WORDS_STAY_BACK = """
drop trigger planning_asking_stays on planning_asking;
drop function planning_asking_stays();
drop trigger planning_answer_stays on planning_limitquestion;
drop function planning_answer_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("planning", "0001_initial"), ("tandem_sessions", "0007_network_support"), ("identity", "0001_initial")]
    operations = [
        protect_person_rows("planning_profile", read=MINE_OR_PLANNED, write=MINE_OR_PLANNED),
        protect_person_rows("planning_persondate", read=MINE_OR_PLANNED, write=MINE_OR_PLANNED),
        protect_person_rows("planning_capacity", read=MINE_OR_PLANNED, write=MINE),
        protect_person_rows("planning_notpossible", read=MINE, write=MINE),
        protect_person_rows("planning_qualification", read=MINE_OR_PLANNED, write=OF_MY_PEOPLE),
        protect_rows("planning_requestsheet", OF_MY_SERIES),
        protect_rows("planning_requestdate", OF_MY_SHEET),
        protect_rows("planning_plan", OF_MY_PROVIDER),
        protect_person_rows("planning_asking", read=f"{ASKED_OF_ME} or {OF_MY_PROVIDER}", add=OF_MY_PROVIDER,
                            change=f"{ASKED_OF_ME} or {OF_MY_PROVIDER}"),
        protect_person_rows("planning_hindrance", read=f"{MINE} or {OF_MY_PROVIDER}", add=f"{MINE} or {OF_MY_PROVIDER}",
                            change=f"{MINE} or {OF_MY_PROVIDER}"),
        protect_person_rows("planning_limitquestion", read=f"{MINE} or {OF_MY_PROVIDER}", add=OF_MY_PROVIDER, change=MINE),
        protect_person_rows("planning_payrate", read=f"provider_id = any ({MY_ORGANISATIONS})", write=OF_MY_PROVIDER),
        migrations.RunSQL(WORDS_STAY, WORDS_STAY_BACK),
    ]  # fmt: skip
