"""Keys that come along with a form: sending twice gives one row, and no form can choose the key of another row. Pure."""

from uuid import UUID, uuid5


def key_in(file_id: UUID, kind: str, key: UUID) -> UUID:
    """The key of a new row of this kind in this file, made from the one in the form."""
    return uuid5(file_id, f"{kind}:{key}")
