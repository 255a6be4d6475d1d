"""`python -I -m casefile.evidence.worker`: serve one file over standard input and output."""

from casefile.evidence.worker.service import run

run()
