"""What a row looks like, and why a row is refused."""

from datetime import date

# Name, type, whether it must be there. The table and the documentation are made from this.
COLUMNS = [
{%- for column in values.columns %}
    (${{ column.name | dump }}, ${{ column.type | dump }}, ${{ "True" if column.required or loop.first else "False" }}),
{%- endfor %}
]

SQL_TYPES = {"text": "text", "integer": "integer", "number": "real", "date": "text"}


def read(row):
    """The values of a row in the order of the columns; raises ValueError with a reason."""
    return [_value(row.get(name), name, kind, required) for name, kind, required in COLUMNS]


def _value(text, name, kind, required):
    text = (text or "").strip()
    if not text:
        if required:
            raise ValueError(f"{name} is missing")
        return None
    try:
        if kind == "integer":
            return int(text)
        if kind == "number":
            return float(text)
        if kind == "date":
            return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(f"{name} is no {kind}: {text!r}") from None
    return text
