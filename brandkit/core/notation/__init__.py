"""Text to values and back: front matter, brand.toml, calendars; edits that touch one line only."""
