"""The summary of a case for one audience, as PDF or DOCX."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from casefile import clock
from casefile.domain.casefile import CaseFile
from casefile.domain.kinds import Evidence, kind_of
from casefile.domain.labels import field_key, kind_key
from casefile.domain.redaction import AUDIENCES, Place, Redacted, redact
from casefile.errors import Refused
from casefile.exports import pdf, word
from casefile.exports.annex import Custody, CustodyStep
from casefile.exports.document import Document
from casefile.exports.summary import build
from casefile.files import in_words
from casefile.i18n import LANGUAGES, Catalogue
from casefile.progress import SILENT, Progress
from casefile.usecases import cases, evidence
from casefile.usecases.session import Session
from casefile.vault import durable

__all__ = ["AUDIENCES", "export", "preview", "render", "require_settled"]

_WRITERS: Mapping[str, Callable[[Document], bytes]] = {".pdf": pdf.write, ".docx": word.write}
_STEPS = 3


def preview(session: Session, reference: str, audience: str) -> Redacted:
    """The case as `audience` would read it, and an account of what is replaced and withheld. Nothing is written.

    Raises:
        NotFound, Refused: no such case, an ambiguous reference, or no such audience.
    """
    _require_audience(audience)
    return redact(cases.load(session, reference), audience)


def export(
    session: Session, reference: str, destination: Path, language: str, audience: str, progress: Progress = SILENT
) -> Path:
    """Write the summary of a case; the suffix of `destination` says whether PDF or DOCX. The export is logged in the case's custody.

    Args:
        language: of the document: ``en``, ``ru`` or ``kk``.
        audience: one of `AUDIENCES`.

    Raises:
        NotFound: no such case.
        Refused: something is there already, the suffix is another, a name that may not be given cannot be taken out (the sentence names
            the place), or the disk is full. Nothing is left under the final name.
        Cancelled: nothing is written.
    """
    writer = _WRITERS.get(destination.suffix.lower())
    if writer is None:
        raise Refused("summary.refused.suffix", name=destination.name)
    if language not in LANGUAGES:
        raise Refused("summary.refused.language", language=language)
    _require_audience(audience)
    _require_free(destination)
    whole = cases.load(session, reference)
    redacted = redact(whole, audience)
    require_settled(redacted.blocked, whole, language)
    _step(progress, 1)
    document = writer(_document(session, redacted, language))
    _step(progress, 2)
    with durable.staged(destination, document):
        _log(session, redacted, destination, language)
    progress.step(_STEPS, _STEPS)
    return destination


def render(session: Session, redacted: Redacted, language: str) -> bytes:
    """The summary as PDF, to lie in a bundle: a function of what is given, the custody in the vault and the day. Nothing is logged."""
    return pdf.write(_document(session, redacted, language))


def _document(session: Session, redacted: Redacted, language: str) -> Document:
    return build(redacted, language, _custody(session, redacted), clock.now().date())


def _custody(session: Session, redacted: Redacted) -> Custody:
    """The steps of each file. Who took them is told to a lawyer alone: for others the monitor is nobody."""
    names = {session.author.id: session.author.name} if redacted.audience == "lawyer" else {}
    return {
        each.id: tuple(
            CustodyStep(step.time, str(step.event.get("event", "")), names.get(step.author, ""))
            for step in evidence.custody(session, each.id)
        )
        for each in redacted.casefile.of(Evidence)
    }


def _require_audience(audience: str) -> None:
    if audience not in AUDIENCES:
        raise Refused("summary.refused.audience", audience=audience, audiences=", ".join(AUDIENCES))


def _require_free(destination: Path) -> None:
    if destination.exists() or destination.is_symlink():
        raise Refused("summary.refused.exists", name=destination.name)
    if not destination.absolute().parent.is_dir():
        raise Refused("summary.refused.no_folder", name=destination.name)


def require_settled(blocked: Sequence[Place], whole: CaseFile, language: str) -> None:
    """Stop at the first place that only a person can decide.

    Raises:
        Refused: there is one; the sentence says where, in `language`.
    """
    if not blocked:
        return
    place = blocked[0]
    words = Catalogue(language)
    raise Refused(
        f"summary.refused.blocked.{place.reason}",
        record=_called(whole, place, words),
        field=_field(whole, place, words),
        excerpt=place.excerpt,
    )


def _called(whole: CaseFile, place: Place, words: Catalogue) -> str:
    record = whole.records.get(place.record, whole.case)
    title = getattr(record, "title", None)
    return title.best(words.language).text if title else words.text(kind_key(kind_of(record).name))


def _field(whole: CaseFile, place: Place, words: Catalogue) -> str:
    record = whole.records.get(place.record, whole.case)
    name = place.path.partition("/")[0]
    return words.text(field_key(type(record), name)) if name else ""


def _step(progress: Progress, done: int) -> None:
    progress.check()
    progress.step(done, _STEPS)


def _log(session: Session, redacted: Redacted, destination: Path, language: str) -> None:
    """Where the paper lies belongs in the custody of the case: what was exported must be found again."""
    if session.is_rescue:
        return
    event = {
        "event": "summary_exported",
        "audience": redacted.audience,
        "language": language,
        "to": in_words(destination.absolute()),
    }
    with session.database.writing() as unit:
        unit.custody(redacted.casefile.case.id, event, "case")
