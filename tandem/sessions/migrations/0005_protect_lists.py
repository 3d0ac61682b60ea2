"""Lists, corrections and scans are refused to others by the database too."""

from django.db import migrations

from tandem.kernel.row_security import MY_PERSON, protect_rows

OF_MY_SESSION = "exists (select 1 from tandem_sessions_session s where s.id = session_id)"
OF_MY_LIST = "exists (select 1 from tandem_sessions_attendancelist l where l.id = attendance_list_id)"
OF_MY_SERIES_OR_MINE = f"""uploaded_by_id = {MY_PERSON}
    or exists (select 1 from tandem_sessions_series s where s.id = series_id)"""


class Migration(migrations.Migration):
    dependencies = [("tandem_sessions", "0004_attendance_guards")]
    operations = [
        protect_rows("tandem_sessions_attendancelist", OF_MY_SESSION),
        protect_rows("tandem_sessions_attendancecorrection", OF_MY_LIST),
        protect_rows("tandem_sessions_paperscan", OF_MY_SERIES_OR_MINE),
    ]
