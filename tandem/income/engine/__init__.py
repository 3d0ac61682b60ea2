"""Pure rules of income: no Django, no clock, no file but the parameters. One function per rule of law."""
