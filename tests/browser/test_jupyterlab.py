"""Every chapter as a reader has it: opened in JupyterLab as `make lab` starts it, all cells run,
saved, and read back from the server.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import nbformat
import pytest
from conftest import ROOT
from playwright.sync_api import Error

CHAPTERS = sorted((ROOT / "notebooks").glob("*.ipynb"))
TOKEN = "a-reader"
LIMIT = 240  # seconds for a chapter
OVER_THE_NOTEBOOK = ".jp-Dialog, .Toastify__toast"
RAN = """() => {
    const panel = jupyterapp.shell.currentWidget;
    const cells = [...panel.content.model.cells].filter(
        (cell) => cell.type === "code" && cell.sharedModel.source.trim());
    const failed = cells.some(
        (cell) => cell.outputs.toJSON().some((output) => output.output_type === "error"));
    return panel.sessionContext.session?.kernel?.status === "idle"
        && (failed || cells.every((cell) => cell.executionCount));
}"""
SAVED = "() => !jupyterapp.shell.currentWidget.context.model.dirty"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def jupyterlab(checkout, home):
    """The address of a JupyterLab on the folder, its own settings in `home`; it ends with its
    kernels, whatever happens.
    """
    port = free_port()
    places = {f"JUPYTER_{name}_DIR": str(home / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    options = [f"--port={port}", "--no-browser", "--LabApp.expose_app_in_browser=True"]
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--config=.jupyter/lab.json", *options],
            cwd=checkout,
            env={**os.environ, **places, "JUPYTER_TOKEN": TOKEN},
            stdout=log,
            stderr=log,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            for _ in range(300):
                assert server.poll() is None, (home / "log").read_text()
                try:
                    ask(address, "status")
                    break
                except OSError:
                    time.sleep(0.2)
            yield address
        finally:
            server.terminate()  # its kernels end with it
            try:
                server.wait(30)
            except subprocess.TimeoutExpired:
                server.kill()


def ask(address, what, method="GET"):
    request = urllib.request.Request(
        f"{address}/api/{what}", method=method, headers={"Authorization": f"token {TOKEN}"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        body = answer.read()
    return json.loads(body) if body else None


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy of the project whose chapters have no outputs: what is there later was made here."""
    folder = tmp_path_factory.mktemp("lab") / "reportlib"
    passed_over = shutil.ignore_patterns(".git", ".venv", ".*_cache", "__pycache__")
    shutil.copytree(ROOT, folder, ignore=passed_over)
    for path in (folder / "notebooks").glob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            if cell["cell_type"] == "code":
                cell |= {"outputs": [], "execution_count": None}
        nbformat.write(notebook, path)
    return folder


@pytest.fixture(scope="module")
def lab(checkout, tmp_path_factory):
    with jupyterlab(checkout, tmp_path_factory.mktemp("home")) as address:
        yield address


def new_page(browser, address):
    """A page of its own, signed in, on a machine that may be busy."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.set_default_timeout(90_000)
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]")
    return page


def opened(browser, address, name):
    """The page of a notebook, in a workspace of its own, all of its cells sent to the kernel."""
    start = f"{address}/lab/workspaces/{name[:2]}/tree/notebooks/{name}?token={TOKEN}"
    page = new_page(browser, start)
    page.wait_for_function("() => jupyterapp.shell.currentWidget?.sessionContext.session?.kernel")
    assert page.locator(OVER_THE_NOTEBOOK).count() == 0
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    return page


def saved(page, address, name):
    """The notebook as the server gives it after it was saved by the menu."""
    page.get_by_role("menuitem", name="File", exact=True).click()
    page.locator(".lm-Menu [data-command='docmanager:save']").click()
    page.wait_for_function(SAVED)
    shown = page.locator(OVER_THE_NOTEBOOK).all_inner_texts()
    (session,) = [one for one in ask(address, "sessions") if one["path"] == f"notebooks/{name}"]
    ask(address, f"sessions/{session['id']}", "DELETE")
    page.context.close()
    return shown, ask(address, f"contents/notebooks/{name}")["content"]


@pytest.fixture(scope="module")
def runs(browser, lab):
    """Chapter → what lay over its notebook and the notebook, or the error that ended its run; two
    kernels at a time.
    """
    waiting, running, done = [path.name for path in CHAPTERS], {}, {}
    while waiting or running:
        name = waiting.pop(0) if waiting and len(running) < 2 else next(iter(running))
        page, since = running.pop(name, (None, time.monotonic()))
        try:
            if page is None:
                running[name] = opened(browser, lab, name), since
            elif page.evaluate(RAN):
                done[name] = saved(page, lab, name)
            else:
                page.wait_for_timeout(100)
                assert time.monotonic() - since < LIMIT, "the kernel still runs"
                running[name] = page, since  # behind the other
        except (AssertionError, OSError, Error) as error:
            done[name] = error
    return done


def without_pictures(text):
    """A notebook's file without the bytes of pictures, which another machine draws otherwise."""
    return re.sub(r'("image/png": )"[^"]*"', r"\1…", text)


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_that_was_run_and_saved_is_as_committed(chapter, runs, checkout):
    """Outputs, counts, ids, metadata: the very text of the file, but for the bytes of pictures."""
    if isinstance(runs[chapter.name], Exception):
        raise runs[chapter.name]
    shown, notebook = runs[chapter.name]
    assert shown == []
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    assert [one for one in outputs if one["output_type"] == "error"] == []
    now = (checkout / "notebooks" / chapter.name).read_text(encoding="utf-8")
    assert without_pictures(now) == without_pictures(chapter.read_text(encoding="utf-8"))


def test_the_first_chapter_opens_and_the_readme_leads_to_the_others(browser, lab):
    page = new_page(browser, f"{lab}/?token={TOKEN}")
    tabs = page.locator("#jp-main-dock-panel .lm-TabBar-tabLabel")
    assert tabs.all_inner_texts() == ["00-start-here.ipynb"]
    page.locator(".jp-BreadCrumbs-home").click()
    page.locator(".jp-DirListing-item", has_text="README.md").dblclick()
    page.locator(".jp-MarkdownViewer").get_by_role("link", name="01-growth-rates").click()
    page.wait_for_selector(".lm-TabBar-tabLabel:has-text('01-growth-rates.ipynb')")
    assert page.locator(OVER_THE_NOTEBOOK).count() == 0
    page.context.close()
