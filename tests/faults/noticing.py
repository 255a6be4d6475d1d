"""What the program says of a vault that was changed outside it."""

from __future__ import annotations

from pathlib import Path

from casefile.errors import CasefileError
from casefile.usecases import session as sessions
from casefile.usecases import verify


def noticed(vault: Path, passphrase: str) -> bool:
    """Whether opening refuses with a sentence, or says what it found, or the deep check fails."""
    try:
        session = sessions.unlock(vault, passphrase)
    except CasefileError:
        return True
    try:
        return bool(session.findings) or not all(check.held for check in verify.deep(session))
    finally:
        session.lock()


def content(vault: Path, passphrase: str) -> dict[str, object]:
    """All that the database says: every row of every table, and what a search for each word finds.

    A free page carries none of it, and neither does FTS5's bookkeeping as long as every word is found. Left aside is what each lock writes
    anew: the latest checkpoint, and with it the count of local rows.
    """
    session = sessions.rescue(vault, passphrase)
    with session.database.reading() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'").scalars().all()
        tables = [name for name in names if not name.startswith("full_text_") and name != "local_state"]
        found: dict[str, object] = {
            name: connection.exec_driver_sql(f'SELECT * FROM "{name}"').all() for name in tables
        }
        kept = connection.exec_driver_sql("SELECT * FROM kept WHERE name NOT LIKE 'checkpoint/%/latest'")
        found["kept"] = kept.all()
        connection.exec_driver_sql("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, full_text, row)")
        for word in connection.exec_driver_sql("SELECT term FROM temp.words").scalars().all():
            hits = connection.exec_driver_sql("SELECT rowid FROM full_text WHERE full_text MATCH ?", (f'"{word}"',))
            found[f"word {word}"] = hits.all()
    session.lock()
    return found
