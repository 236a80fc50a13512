"""How long a text is, as each service counts it."""
