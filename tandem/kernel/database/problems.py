"""What can go wrong with the embedded server, in a sentence that says what to do next."""


class DatabaseProblem(Exception):
    """An expected refusal; its text is shown to the person who starts Tandem."""


class CannotFindServer(DatabaseProblem):
    """The wheel with the server is not installed."""


class CannotStart(DatabaseProblem):
    """The server did not come up; the text ends with the last lines of its log."""


class CannotUseFolder(DatabaseProblem):
    """The data folder belongs to somebody else or holds data of another version."""
