"""Rules of programmes, by noun. Pure: no ORM, no request, no clock."""
