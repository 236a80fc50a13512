"""Rhythms to slots, and which entry stands on which slot."""
