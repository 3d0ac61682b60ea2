"""Forum days for policy workers; the pages of a table behind its secret link."""

from django.urls import path

from tandem.dialogue.views import forum, forum_setup, letters, statement, statement_at_table, table

urlpatterns = [
    path("forumdagen/", forum.forum_list, name="forum_list"),
    path("forumdagen/nieuw/", forum.forum_new, name="forum_new"),
    path("forumdagen/<uuid:pk>/", forum.forum_day, name="forum_day"),
    path("forumdagen/<uuid:pk>/wijzig/", forum.forum_edit, name="forum_edit"),
    path("forumdagen/<uuid:pk>/stand/", forum.forum_progress, name="forum_progress"),
    path("forumdagen/<uuid:pk>/open/", forum.forum_open, name="forum_open"),
    path("forumdagen/<uuid:pk>/sluit/", forum.forum_close, name="forum_close"),
    path("forumdagen/<uuid:pk>/verenigingen/", forum_setup.forum_associations, name="forum_associations"),
    path("forumdagen/<uuid:pk>/tafels/", forum_setup.forum_tables, name="forum_tables"),
    path("forumdagen/<uuid:pk>/tafels/<uuid:table>/link/", forum_setup.forum_link_renew, name="forum_link_renew"),
    path("forumdagen/<uuid:pk>/bladen/", forum_setup.forum_sheets, name="forum_sheets"),
    path("forumdagen/<uuid:pk>/uitspraken/", statement.forum_statements, name="forum_statements"),
    path("forumdagen/<uuid:pk>/gelijkend/", statement.forum_alike, name="forum_alike"),
    path("forumdagen/<uuid:pk>/aanbeveling/", statement.forum_merge, name="forum_merge"),
    path("forumdagen/<uuid:pk>/twee-versies/<uuid:clash>/", statement.forum_clash, name="forum_clash"),
    path("tafel/", table.forum_table_enter, name="forum_table_enter"),
    path("tafel/werker.js", letters.forum_worker, name="forum_worker"),
    path("tafel/zonder-internet/", table.forum_shell, name="forum_shell"),
    path("tafel/<str:token>/", table.forum_table, name="forum_table"),
    path("tafel/<str:token>/brieven/", letters.forum_letters, name="forum_letters"),
    path("tafel/<str:token>/uitspraken/", table.forum_table_statements, name="forum_table_statements"),
    path("tafel/<str:token>/uitspraken/<uuid:statement>/", statement_at_table.forum_statement, name="forum_statement"),
    path(
        "tafel/<str:token>/uitspraken/<uuid:statement>/stem/",
        statement_at_table.forum_statement_voice,
        name="forum_statement_voice",
    ),
    path(
        "tafel/<str:token>/uitspraken/<uuid:statement>/weg/",
        statement_at_table.forum_statement_withdraw,
        name="forum_statement_withdraw",
    ),
    path(
        "tafel/<str:token>/twee-versies/<uuid:clash>/",
        statement_at_table.forum_statement_choose,
        name="forum_statement_choose",
    ),
]
