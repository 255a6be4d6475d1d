"""What may be read by whom: names replaced, records withheld, or the export stopped."""

from casefile.domain.redaction.audiences import AUDIENCES
from casefile.domain.redaction.redact import Place, Redacted, Replacement, Withheld, redact

__all__ = ["AUDIENCES", "Place", "Redacted", "Replacement", "Withheld", "redact"]
