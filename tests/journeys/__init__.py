"""Whole stories in a real browser, against the real product: web server, job worker and database."""
