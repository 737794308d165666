# Every target sets up what it needs; nothing must be activated. `make help` lists them.
export UV_PYTHON_DOWNLOADS = never
export PYTHONDONTWRITEBYTECODE = 1
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN = .venv/bin
READY = .venv/.ready

.PHONY: help figures test test-browser accuracy bench lab clean-notebooks site lock clean

# what `make accuracy` reads; outside the repository for all but the shipped report
KEYS ?= tests/gold
TEXTS ?= data/reports

help:
	@echo "make figures   set up, read the report, write data/tables/, run the notebooks, draw figures/"
	@echo "make test      set up, lint, check types, run all tests"
	@echo "make test-browser  run every chapter in JupyterLab and read the site, in a real browser"
	@echo "make accuracy  score texts against annotated keys: KEYS=DIR TEXTS=\"DIR DIR\" MISSES=N"
	@echo "make bench     time the reading beside jieba's cut, and 200 reports at once; TEXTS=\"DIR DIR\""
	@echo "make lab       open JupyterLab on the first notebook"
	@echo "make clean-notebooks  put notebooks that were run back into the form in which they are committed"
	@echo "make site      chapters, gallery, codebook and functions as pages in site/, to be read offline"
	@echo "make lock      resolve requirements.lock anew"
	@echo "make clean     remove the environment"

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	sed -n '/^uv==/,/^[a-z].*==/{/^uv==/p;/^  /p}' requirements.lock > .venv/uv.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

figures: $(READY)
	$(BIN)/reportlib figures

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check src tests benchmarks notebooks tools
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadfile

test-browser: $(READY)
	.ci/chromium
	$(BIN)/python -m pytest -n 2 --dist loadfile tests/browser

accuracy: $(READY)
	$(BIN)/python tools/accuracy.py "$(KEYS)" --texts $(TEXTS) --misses $(or $(MISSES),0)

bench: $(READY)
	$(BIN)/python benchmarks/speed.py $(if $(filter-out file,$(origin TEXTS)),$(TEXTS))
	$(BIN)/python benchmarks/corpus.py $(if $(filter-out file,$(origin TEXTS)),$(TEXTS))

lab: $(READY)
	$(BIN)/jupyter lab --config=.jupyter/lab.json

clean-notebooks: $(READY)
	$(BIN)/python tools/tidy_notebooks.py

site: $(READY)
	$(BIN)/python tools/website/build.py

lock:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --upgrade -o requirements.lock
	@rm -f $(READY)

clean:
	rm -rf .venv
