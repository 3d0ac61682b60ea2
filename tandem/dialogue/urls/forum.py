"""Forum days for policy workers; the pages of a table behind its secret link."""

from django.urls import path

from tandem.dialogue.views import letters, statement_at_table, table

urlpatterns = [
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
