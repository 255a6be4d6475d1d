"""Rows are read straight into records."""

from sqlalchemy import select

from casefile.domain.kinds import KINDS
from casefile.records import repository, schema
from casefile.records.rows import paths_of_row, record_of


def test_a_row_read_straight_is_what_its_paths_say(sample_session):
    kinds = set()
    with sample_session.database.reading() as connection:
        for kind, table in schema.RECORDS.items():
            for row in connection.execute(select(table)):
                through_paths = record_of(KINDS[kind], row.id, paths_of_row(KINDS[kind], row._mapping))
                assert repository.stored(kind, row).record == through_paths
                kinds.add(kind)
    assert len(kinds) > 10
