"""What the invented people write: plain Dutch, and evaluations in three languages. Data only."""
