"""What is typed, and what is said when it is wrong."""
