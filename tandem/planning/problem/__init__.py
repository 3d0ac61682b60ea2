"""What the planner is given: people, requests, days; and what comes back: bookings. Frozen, pure."""
