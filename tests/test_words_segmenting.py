"""The tokenizer's cache."""

import os
import subprocess
import sys


def test_jieba_uses_a_cache_of_the_users_own(tmp_path):
    code = (
        "from reportlib.words.segmenting import segment; segment('经济'); import os; "
        "print(os.listdir(os.environ['REPORTLIB_CACHE'] + '/reportlib'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"REPORTLIB_CACHE": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.stdout.startswith("['jieba-") and done.stderr == ""
