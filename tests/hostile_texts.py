"""Texts that a parser must refuse or leave out: deep, long, of wrong types, not finite, halved."""

import json

from hypothesis import strategies as st

DIGITS = "1" + "0" * 400
HALF = "\\ud800"  # a lone surrogate, as JSON writes it

JSON_TEXTS = (
    "",
    "[" * 100_000,
    '{"a":' * 100_000,
    "[" * 200 + "]" * 200,
    "1" * 5_000,
    DIGITS,
    f'"{HALF}"',
    "NaN",
    "-Infinity",
    "1e999",
    "null",
    "\x00",
)
# In the place of any value of an object.
VALUES = (
    DIGITS,
    f"-{DIGITS}",
    "1" * 5_000,
    "1e999",
    "NaN",
    "Infinity",
    f'"{HALF}"',
    "null",
    "true",
    "[]",
    "{}",
    '""',
    "-1",
    "[[[[[[1]]]]]]",
    "[" * 60 + "]" * 60,
    '"' + "N" * 3_000_000 + '"',
)

_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from((10**400, -(10**400), 2**63, 2**64))
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(("\ud800", "\udcff", "\0", "x" * 100_000))
)


def anything(keys=()):
    """Plain values of any kind, whose objects often have the keys that are expected."""
    names = st.sampled_from(tuple(keys)) | st.text(max_size=3) if keys else st.text(max_size=3)
    return st.recursive(
        _SCALARS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4),
        max_leaves=8,
    )


def with_value(values, key, text):
    """JSON of an object in which one value is replaced by a text."""
    marker = "@@"
    return json.dumps({**values, key: marker}).replace(f'"{marker}"', text)
