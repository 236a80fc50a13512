"""The assignment of themes to openings: its rules, its price, its search, its repair.

Everything counts in integers. One post is worth `unit` (100 for shares in percent), so a deficit
of 250 means that a theme is owed two posts and a half. Positions are the openings and fixed
entries of the future in order of time; a plan holds a theme's index for each, or `EMPTY`.
"""

from brandkit.core.planner.problem import EMPTY, Past, Problem, Rule
from brandkit.core.planner.search import solve

__all__ = ["EMPTY", "Past", "Problem", "Rule", "solve"]
