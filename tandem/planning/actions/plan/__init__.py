"""What a planner does with a plan: start it, change it, ask it. The search itself runs in a job."""
