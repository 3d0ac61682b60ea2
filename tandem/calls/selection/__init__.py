"""Which projects fit: rules over envelopes, waves, caps and spread. Pure: no ORM, no request, no clock."""
