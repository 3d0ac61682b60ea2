"""From a request to one query or one action."""
