"""Working days: the countries that the library knows, each read by itself."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

from casefile.domain.deadlines import workdays

_LOADED = """
import sys
from casefile.domain.deadlines import workdays
assert workdays.is_known("KZ")
print(sum(each.startswith("holidays.countries.") for each in sys.modules))
import holidays
assert date(2026, 12, 25) in holidays.country_holidays("DE")
""".replace("import sys\n", "import sys\nfrom datetime import date\n", 1)


def test_a_country_is_known_by_its_codes() -> None:
    assert [each for each in ("KZ", "kz", "KAZ", "US", "PR", "GB") if not workdays.is_known(each)] == []
    assert not workdays.is_known("XX")
    assert not workdays.is_working_day(date(2026, 12, 16), "KZ")  # Independence Day, a Wednesday
    assert workdays.is_working_day(date(2026, 12, 16), None)


def test_one_country_does_not_load_all() -> None:
    """The first look at Today waits for it; and who asks the library itself afterwards is answered."""
    done = subprocess.run([sys.executable, "-c", _LOADED], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 5
