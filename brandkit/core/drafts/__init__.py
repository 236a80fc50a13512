"""What a template may see, and what becomes of its text."""
