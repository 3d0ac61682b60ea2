"""Everything between the command line and Django: surroundings, preparation, the processes and their restarts.

Words: *home* (the folder with all data of one installation), *mode* (example or production), *child* (the web server or
the job worker), *preparation* (migrations, static files, example data). Only `django_commands` knows Django.
"""
