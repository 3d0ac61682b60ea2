from django.urls import path

from tandem.calls.views import start_day

ONE = "netwerken/startdagen/<uuid:pk>"
AT_TABLE = f"{ONE}/netwerk/<uuid:network>"
urlpatterns = [
    path("netwerken/startdagen/", start_day.start_day_list, name="start_day_list"),
    path("netwerken/startdagen/nieuw/", start_day.start_day_new, name="start_day_new"),
    path(f"{ONE}/", start_day.start_day, name="start_day"),
    path(f"{ONE}/wijzig/", start_day.start_day_edit, name="start_day_edit"),
    path(f"{ONE}/sluit/", start_day.start_day_close, name="start_day_close"),
    path(f"{ONE}/wat-hoorden-we/", start_day.start_day_heard, name="start_day_heard"),
    path(f"{ONE}/csv/", start_day.start_day_csv, name="start_day_csv"),
    path(f"{AT_TABLE}/", start_day.start_day_needs, name="start_day_needs"),
    path(f"{AT_TABLE}/aantal/", start_day.start_day_count, name="start_day_count"),
    path(f"{AT_TABLE}/vraag/", start_day.start_day_ask, name="start_day_ask"),
]
