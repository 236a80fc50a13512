"""The plan in one's own calendar, and what stands there in the plan (RFC 5545, RFC 7986)."""
