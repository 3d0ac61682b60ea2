"""Example mode: invented data, a role switcher and a clock that can be moved. Not installed in production."""
