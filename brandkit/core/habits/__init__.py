"""The other habits on the same engine: who or what is due fills the slots of their calendars."""
