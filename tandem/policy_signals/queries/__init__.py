"""What pages read, and the doors."""
