"""Feeds: fetched within bounds, read in a child, remembered, and kept."""
