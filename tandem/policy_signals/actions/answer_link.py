"""The secret link by which an addressee answers. Only its hash is kept: a new link makes the old one useless."""

from __future__ import annotations

import secrets

from tandem.identity.managing import hash_of
from tandem.policy_signals.models import Bundle

__all__ = ["hash_of", "new_link"]


def new_link(bundle: Bundle) -> str:
    """A token for a locked bundle; the caller saves `token_hash` and sends the token in the same transaction."""
    token = secrets.token_urlsafe(32)
    bundle.token_hash = hash_of(token)
    return token
