"""When trainers and experiential experts can, what series still ask, and what waits for the planner."""
