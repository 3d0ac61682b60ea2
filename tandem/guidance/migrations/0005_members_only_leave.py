"""Who sees single items may end their own place in a network, and change nothing else about it."""

from django.db import migrations

from tandem.kernel.row_security import IS_SYSTEM, MY_ORGANISATIONS, MY_PERSON

TABLE = "guidance_networkmember"
WHOLE = f"""exists (select 1 from guidance_fileaccess a
    where a.file_id = {TABLE}.file_id and a.reader_id = {MY_PERSON} and a.is_whole
      and (a.organisation_id is null or a.organisation_id = any({MY_ORGANISATIONS}))
      and (a.is_owner or not {TABLE}.is_mine_only))"""  # noqa: S608 (names of the product itself)
MINE = f"{TABLE}.person_id = {MY_PERSON}"


def check(rule: str) -> str:
    return f"alter policy {TABLE}_update on {TABLE} with check (({IS_SYSTEM}) or ({WHOLE}) or ({rule}))"


class Migration(migrations.Migration):

    dependencies = [("guidance", "0004_erased_files_share_nothing")]

    operations = [migrations.RunSQL(check(f"{MINE} and {TABLE}.state = 'ended'"), check(MINE))]
