"""What archives and sites hold, as values."""
