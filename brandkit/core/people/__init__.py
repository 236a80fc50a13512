"""People one keeps in touch with: what their notes say, who is due, who owes what."""
