"""The shipped tables of words, mapped from the disk."""

from __future__ import annotations

import os
from typing import Any

from brandkit.core.themes.tables import Lexicon, Tables
from brandkit.data import shipped


def load_tables() -> Tables:
    """The tables of `data/themes`; only the pages that a text needs are read."""
    english = _mapped("en.stems")
    rows = _mapped("en.background")
    import numpy as np

    return Tables(
        {
            "en": Lexicon(english, rows, np.arange(len(english), dtype=np.int32)),
            "it": Lexicon(_mapped("it.stems"), _mapped("it.background"), _mapped("it.concepts")),
        },
        _mapped("vectors"),
        _mapped("scales"),
    )


def _mapped(name: str) -> Any:
    import numpy as np

    return np.load(os.path.join(shipped("themes"), f"{name}.npy"), mmap_mode="r")
