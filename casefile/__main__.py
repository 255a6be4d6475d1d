"""``python -m casefile``."""

from casefile.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
