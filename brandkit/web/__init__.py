"""The board: the plan at a glance, in the browser; one more face of the same core and files."""
