"""Messages on their way to a person: each kind of delivery in a file of its own."""
