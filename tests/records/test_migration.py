"""What a step to a new version of the tables does to vaults of the one before. (`tests/kept` opens a vault of each.)"""

from __future__ import annotations

from casefile.domain.kinds import Name, Person
from casefile.records import namekeys3
from casefile.usecases import edit, search, verify


def test_names_written_under_former_keys_are_found(session):
    person, other = Person(names=(Name(text="Hasan Cemal"),)), Person(names=(Name(text="Ann Vydumanova"),))
    edit.save(session, [person, other])
    with session.database.maintaining() as connection:
        connection.exec_driver_sql("UPDATE name_key SET key = 'kemal' WHERE word = 'cemal' AND key LIKE 'Z%'")
        connection.exec_driver_sql("UPDATE name_key SET beside = ' kema hasa' WHERE record = ?", (person.id,))
        rows = connection.exec_driver_sql("SELECT * FROM name_key WHERE record = ?", (other.id,)).all()
        namekeys3.to_3(connection)
        assert connection.exec_driver_sql("SELECT * FROM name_key WHERE record = ?", (other.id,)).all() == rows
    assert [hit.id for hit in search.find(session, "Хасан Джемаль")] == [person.id]
    assert [check for check in verify.deep(session) if not check.held] == []
