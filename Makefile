# Everything needs Python 3.11 or newer, make and a network; the first run makes .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: plan test check lint types cover gates wheel docs clean

$(VENV)/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "brandkit needs Python 3.11 or newer; name it with: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "This Python cannot make environments; on Debian: apt install python3-venv" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

plan: $(VENV)/.ready  ## A month's plan and its drafts, in demo/
	@test -e demo/brand.toml || $(BIN)/brandkit init demo --yes
	@$(BIN)/brandkit -C demo plan
	@echo "demo/drafts"

test: $(VENV)/.ready  ## All tests
	$(BIN)/python -m pytest -q $(PYTEST)

lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.ready
	$(BIN)/mypy

cover: $(VENV)/.ready  ## Tests with the coverage gates
	$(MAKE) test PYTEST="--cov --cov-report="
	$(MAKE) gates

gates: $(VENV)/.ready  ## What the last tests with coverage left out
	$(BIN)/python -m tools.coverage_gates

wheel: $(VENV)/.ready  ## The built wheel, tried in a fresh environment
	$(BIN)/python -m tools.try_wheel

check: lint types cover wheel  ## Everything that CI checks

docs: $(VENV)/.ready  ## The references and the manual page, from --help; the catalogue of words
	$(BIN)/python -m tools.command_reference
	$(BIN)/python -m tools.settings_reference
	$(BIN)/python -m tools.catalogue
	$(BIN)/python -m tools.man_page

clean:
	rm -rf $(VENV) dist build demo .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
