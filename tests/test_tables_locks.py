"""One process at a time."""

import os
import signal
import subprocess
import sys

import pytest

from reportlib import ReportError
from reportlib.tables.locks import lock_folder

HOLD = """
import pathlib, sys, time
from reportlib.tables.locks import lock_folder
with lock_folder(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    process = subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"held\n"
    yield process
    process.kill()
    process.communicate()


def test_a_second_process_is_told_who_holds_the_lock(tmp_path, holder):
    with (
        pytest.raises(ReportError, match=rf"\.lock: process {holder.pid} on .*wait for its end"),
        lock_folder(tmp_path),
    ):
        pass


def test_the_lock_of_a_dead_process_is_taken_over(tmp_path, holder):
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    assert (tmp_path / ".lock").exists()
    with lock_folder(tmp_path):
        assert str(os.getpid()) in (tmp_path / ".lock").read_text()
    assert not (tmp_path / ".lock").exists()


def test_the_lock_is_given_back_after_an_error(tmp_path):
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), lock_folder(tmp_path):
            raise ZeroDivisionError
