# On a fresh machine with Python 3.11 or newer: `make run` starts the program, `make test` runs every test.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SHARE ?= quick

.PHONY: run test faults fuzz lint format bench screenshots lock clean

run: $(READY)
	@sh packaging/system.sh window
	@$(BIN)/python packaging/run.py

test: $(READY)
	@sh packaging/system.sh test
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist worksteal -m "not bench" $(ARGS)

# Every fault at every system call by which Casefile writes: tens of thousands, for an hour or so; `make test` takes a share.
faults: $(READY)
	@sh packaging/system.sh test
	@CASEFILE_FAULTS=all QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist worksteal tests/faults $(ARGS)

# Every parser under libFuzzer, for SECONDS each; needs the package atheris, which is in no list of ours. `make test` fuzzes them a little.
fuzz: $(READY)
	@$(BIN)/python -m tests.fuzz.run $(or $(SECONDS),60) $(ARGS)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY)
	@sh packaging/system.sh test
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 0 -q -s -m bench tests

screenshots: $(READY)
	@sh packaging/system.sh window
	@QT_QPA_PLATFORM=offscreen $(BIN)/python tests/ui/screenshots.py

# The exact packages, each with its hashes. --require-hashes refuses anything else.
$(READY): packaging/requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Casefile needs Python 3.11 or newer." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r packaging/requirements.txt
	@touch $@

lock:
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --generate-hashes --no-emit-index-url --no-header --no-annotate \
	    --python-version 3.11 --output-file packaging/requirements.txt --quiet --upgrade

clean:
	rm -rf $(VENV) build dist
