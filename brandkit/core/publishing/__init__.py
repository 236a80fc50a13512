"""What leaves the workspace: the final text of a piece, and what goes with it."""
