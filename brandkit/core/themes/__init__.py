"""Which theme is this text about, and how balanced is the record.

A text is read as stems in its language (`words`); tables that come in as values (`tables`) give
each stem a background probability, a place among the English words that Italian shares through a
bridge, and a vector. A theme is its name, its lines and its keywords (`subjects`). `model` fits
both to the person's own record and to the labels they confirmed; `consistency` reads shares,
silences and drift out of the result, and needs neither tables nor numpy.
"""
