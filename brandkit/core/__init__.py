"""The engine: values and pure functions.

Nothing here reads a clock, a disk, a network, the environment or a screen: `now`, `zone` and
spans are arguments. Modules here import nothing of brandkit but each other.
"""
