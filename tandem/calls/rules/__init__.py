"""What a call, a submission, a jury and a network may do. Pure."""
