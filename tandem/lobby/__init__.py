"""Front page, start page per role, menu, search: the only pages that show several rooms."""
