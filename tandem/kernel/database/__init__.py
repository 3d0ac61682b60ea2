"""PostgreSQL without an administrator: starts, guards and stops the server that comes with a wheel.

Words: *home* (the folder with everything of one installation), *cluster* (the data of one server), *account* (the
operating system user it runs as), *lease* (somebody is using it; the last one out stops it). Knows no Django.
"""
