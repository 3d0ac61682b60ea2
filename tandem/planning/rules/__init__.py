"""Rules of the pages round planning. The search itself is pure and stands beside this folder."""
