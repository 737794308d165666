"""Every column that a user meets has a note."""

import pytest

from reportlib.tables.codebook import describe_column, describe_table
from reportlib.tables.columns import table_columns
from reportlib.tables.vocabulary import vocabulary_rows

INNER = "numbers read"  # what labelling is given; no user meets it
WRITTEN = [*dict.fromkeys(row["table"] for row in vocabulary_rows("table_columns"))]
WRITTEN.remove(INNER)


@pytest.mark.parametrize("table", WRITTEN)
def test_every_column_has_a_note(table):
    columns = table_columns(table)
    assert columns and describe_table(table)
    assert [column for column in columns if not describe_column(table, column)] == []


def test_every_note_belongs_to_a_column():
    known = {(table, column) for table in WRITTEN for column in [*table_columns(table), "(row)"]}
    known |= {("any", column) for _, column in known}
    assert {(row["table"], row["column"]) for row in vocabulary_rows("column_notes")} <= known
