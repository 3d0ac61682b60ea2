"""Rules of the room. Pure: no ORM, no request, no clock."""
