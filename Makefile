# make demo    a report on the articles in corpus/, from a fresh clone: nothing else to do first
# make test    the whole test suite, in two processes
# make lint    style, types and the layers of the packages
# make check   test and lint
# make pictures  draws docs/images/*.dot anew (needs graphviz)
# make lessons   writes the ready sheets and keys in corpus/lessons/ready anew
#
# PYTHON     which Python makes the environment (3.11 or newer)
# PIP_EXTRA  more options for pip: on Linux without a GPU, PyTorch's own index spares the CUDA
#            libraries: make demo PIP_EXTRA="--extra-index-url https://download.pytorch.org/whl/cpu"
# PYTEST     more options for pytest: make test PYTEST="-k report"

PYTHON ?= python3
PIP_EXTRA ?=
PYTEST ?=
VENV := .venv

BIN := $(VENV)/bin
INSTALL = $(BIN)/python -m pip install --disable-pip-version-check --constraint constraints.txt $(PIP_EXTRA)
SETUP := setup.cfg pyproject.toml constraints.txt

.PHONY: demo test lint check pictures lessons clean
.DELETE_ON_ERROR:

demo: $(VENV)/.package
	$(BIN)/quotes audit corpus/articles --out demo-report
	@echo "The report lies in $(CURDIR)/demo-report/index.html"

test: $(VENV)/.test
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile $(PYTEST)

lint: $(VENV)/.lint
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports

check: test lint

pictures:
	dot -Tsvg docs/images/flow.dot -o docs/images/flow.svg

lessons: $(VENV)/.test
	$(BIN)/python tests/helpers/ready_lessons.py

clean:
	rm -rf $(VENV) demo-report build *.egg-info

# Each stamp is touched only after its step went through, so that a step is done again only if it
# failed or if the files it depends on changed.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Python 3.11 or newer is needed; '$(PYTHON)' is $$($(PYTHON) --version 2>/dev/null || echo missing)." >&2; \
	  echo "Name another: make $(firstword $(MAKECMDGOALS) demo) PYTHON=python3.12" >&2; exit 1; }
	@rm -rf $(VENV)
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "No environment could be made; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@touch $@

$(VENV)/.package: $(VENV)/.made $(SETUP)
	$(INSTALL) --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.package
	$(INSTALL) --editable '.[test]'
	@touch $@

$(VENV)/.lint: $(VENV)/.package
	$(INSTALL) --editable '.[lint]'
	@touch $@
