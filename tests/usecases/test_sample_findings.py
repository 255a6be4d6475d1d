"""The sample is what people learn on: not one of its records has a finding, and every reference is of the right kind."""

from __future__ import annotations

from casefile.domain.kinds import kind_of
from casefile.domain.validation import findings
from casefile.usecases import samplecases


def test_nothing_is_odd_about_the_sample() -> None:
    records = list(samplecases.records())
    kinds = {record.id: kind_of(record).name for record in records}
    odd = [
        (kinds[record.id], finding.path, finding.key, str(record))
        for record in records
        for finding in findings(record, kinds.get)
    ]
    assert records
    assert odd == []
