from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from corpus_utils.reproduction import notebooks
from corpus_utils.reproduction.notebooks import NotebookError, execute, execute_all, kernel_environment, list_notebooks

LOOK = """\
import os, sys, matplotlib as mpl
print(sys.executable, os.getcwd(), mpl.get_backend(), mpl.rcParams["figure.dpi"], sep="\\n")
print("second chunk", flush=True)
print("startup" in globals())"""


def write(path: Path, *sources: str) -> Path:
    cells = [new_code_cell(source, id=f"c{number}") for number, source in enumerate(sources)]
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(new_notebook(cells=[new_markdown_cell("# Title", id="m"), *cells]), path)
    return path


class TestListNotebooks:
    def test_overview_comes_last_and_only_notebooks_count(self, tmp_path):
        for name in ("02-b.ipynb", "00-o.ipynb", "01-a.ipynb", "notes.md"):
            (tmp_path / name).touch()
        assert [path.name for path in list_notebooks(tmp_path)] == ["01-a.ipynb", "02-b.ipynb", "00-o.ipynb"]


class TestKernelEnvironment:
    def test_personal_settings_stay_out(self, tmp_path, monkeypatch):
        monkeypatch.setenv("MPLBACKEND", "svg")
        monkeypatch.setenv("PYTHONSTARTUP", "mine.py")
        monkeypatch.setenv("PYTHONHASHSEED", "5")
        found = kernel_environment(tmp_path / "private")
        assert "inline" in found["MPLBACKEND"]
        assert "PYTHONSTARTUP" not in found
        assert found["PYTHONHASHSEED"] == "5"
        assert Path(found["MATPLOTLIBRC"]).read_text() == ""


class TestExecute:
    def test_same_bytes_in_the_environment_of_another_person(self, tmp_path, monkeypatch):
        notebook = write(tmp_path / "n" / "01-a.ipynb", LOOK, "1 + 1")
        assert execute(notebook, tmp_path / "private") == 2
        first = notebook.read_bytes()
        startup = tmp_path / "ipython" / "profile_default" / "startup"
        startup.mkdir(parents=True)
        (startup / "00.py").write_text("startup = True\nprint('hello')\n")
        (tmp_path / "matplotlibrc").write_text("figure.dpi: 47\n")
        kernel = tmp_path / "jupyter" / "kernels" / "python3"
        kernel.mkdir(parents=True)
        (kernel / "kernel.json").write_text('{"argv": ["false"], "display_name": "mine", "language": "python"}')
        monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
        monkeypatch.setenv("MATPLOTLIBRC", str(tmp_path / "matplotlibrc"))
        monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
        monkeypatch.setenv("MPLBACKEND", "agg")
        monkeypatch.setenv("PYTHONHASHSEED", "77")
        execute(notebook, tmp_path / "other")
        assert notebook.read_bytes() == first
        cell = json.loads(first)["cells"][1]
        assert [output["name"] for output in cell["outputs"]] == ["stdout"]
        assert "".join(cell["outputs"][0]["text"]).split("\n")[:3] == [
            sys.executable,
            str(notebook.parent),
            "module://matplotlib_inline.backend_inline",
        ]

    def test_keeps_no_trace_of_version_and_time(self, tmp_path):
        notebook = write(tmp_path / "01-a.ipynb", "1")
        stored = nbformat.read(notebook, as_version=4)
        stored.metadata["language_info"] = {"name": "python", "version": "2.7"}
        stored.cells[1].metadata["execution"] = {"iopub.status.busy": "2018-01-29"}
        nbformat.write(stored, notebook)
        execute(notebook, tmp_path / "private")
        found = json.loads(notebook.read_bytes())
        assert set(found["metadata"]) == {"kernelspec", "language_info"}
        assert "version" not in found["metadata"]["language_info"]
        assert found["cells"][1]["metadata"] == {}
        assert notebook.read_bytes().endswith(b"}\n")

    @pytest.mark.parametrize(
        ("source", "message"),
        [
            ("1\nraise LookupError('no such term')", r"01-a\.ipynb, code cell 2: .* LookupError: no such term; open"),
            (
                "import matplotlib.pyplot as plt; plt.title('US$ 5_{ and US$ 6'); plt.show()",
                r"01-a\.ipynb, code cell 2: expected a result, found ValueError: 5_\{ and US",
            ),
            (
                "class Bad:\n    def _repr_html_(self):\n        raise LookupError('no such row')\nBad()",
                r"01-a\.ipynb, code cell 2: .* LookupError: no such row; open",
            ),
            ("import os; os._exit(3)", r"01-a\.ipynb, code cell 2: .* a kernel that stopped"),
        ],
    )
    def test_a_failure_says_where_and_leaves_the_file(self, tmp_path, source, message):
        notebook = write(tmp_path / "01-a.ipynb", "0", source)
        before = notebook.read_bytes()
        with pytest.raises(NotebookError, match=message):
            execute(notebook, tmp_path / "private")
        assert notebook.read_bytes() == before

    def test_what_the_machine_says_about_ipython_stays_out(self, tmp_path, monkeypatch):
        startup = tmp_path / "etc" / "startup"
        startup.mkdir(parents=True)
        (startup / "00.py").write_text("leak = 'startup'\n")
        (tmp_path / "etc" / "ipython_config.py").write_text("c.InteractiveShellApp.exec_lines = ['leak = 1']\n")
        # Stands in for /etc/ipython, which a test may not write: the list of such folders gets one more.
        (tmp_path / "sitecustomize.py").write_text(
            f"from IPython.core import application\napplication.SYSTEM_CONFIG_DIRS.append({str(startup.parent)!r})\n"
        )
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(tmp_path / "etc"))
        notebook = write(
            tmp_path / "01-a.ipynb", "print('sitecustomize' in __import__('sys').modules, 'leak' in globals())"
        )
        execute(notebook, tmp_path / "private")
        assert nbformat.read(notebook, as_version=4).cells[1].outputs[0].text == "True False\n"

    @pytest.mark.parametrize(
        ("name", "value", "found"),
        [
            ("LAUNCH", "import sys; sys.exit('no kernel today')", r"Kernel died .*: no kernel today"),
            (
                "LAUNCH",
                "import no_such_kernel",
                r"Kernel died .*: ModuleNotFoundError: No module named 'no_such_kernel'",
            ),
            ("sys.executable", "/no/such/python", r"No such file or directory: '/no/such/python'"),
        ],
    )
    def test_a_kernel_that_does_not_start(self, tmp_path, monkeypatch, name, value, found):
        notebook = write(tmp_path / "01-a.ipynb", "1")
        before = notebook.read_bytes()
        monkeypatch.setattr(f"{notebooks.__name__}.{name}", value)
        with pytest.raises(
            NotebookError, match=rf"^01-a\.ipynb: expected a Python kernel to start, found [^\n]*{found};"
        ):
            execute(notebook, tmp_path / "private")
        assert notebook.read_bytes() == before

    def test_a_port_that_was_taken_meanwhile_is_no_failure(self, tmp_path, monkeypatch):
        notebook, tried = write(tmp_path / "01-a.ipynb", "1"), tmp_path / "tried"
        taken = f"""
import pathlib, sys
tried = pathlib.Path({str(tried)!r})
if not tried.exists():
    tried.touch()
    sys.exit("zmq.error.ZMQError: Address already in use (addr='tcp://127.0.0.1:43053')")
"""
        monkeypatch.setattr(notebooks, "LAUNCH", taken + notebooks.LAUNCH)
        assert execute(notebook, tmp_path / "private") == 1
        assert tried.exists()

    def test_a_notebook_for_another_language(self, tmp_path):
        notebook = write(tmp_path / "01-a.ipynb", "1")
        stored = nbformat.read(notebook, as_version=4)
        stored.metadata["kernelspec"] = {"name": "ir", "display_name": "R", "language": "R"}
        nbformat.write(stored, notebook)
        with pytest.raises(NotebookError, match=r"01-a\.ipynb: expected a notebook in Python, found one for 'R'; move"):
            execute(notebook, tmp_path / "private")

    @pytest.mark.parametrize("content", [b"not json", b"\xff\xfe\x00", b"{}", b"[]"])
    def test_a_file_that_is_no_notebook(self, tmp_path, content):
        (tmp_path / "01-a.ipynb").write_bytes(content)
        with pytest.raises(NotebookError, match=r"01-a\.ipynb: expected a notebook"):
            execute(tmp_path / "01-a.ipynb", tmp_path / "private")


class TestExecuteAll:
    def test_overview_sees_what_the_others_made(self, tmp_path):
        write(tmp_path / "n" / "01-a.ipynb", "open('a.txt', 'w').write('a')")
        write(tmp_path / "n" / "02-b.ipynb", "open('b.txt', 'w').write('b')")
        overview = write(tmp_path / "n" / "00-o.ipynb", "import os; print(*sorted(os.listdir()))")
        lines = []
        paths = execute_all(tmp_path / "n", tmp_path / "private", lines.append)
        assert [path.name for path in paths] == ["01-a.ipynb", "02-b.ipynb", "00-o.ipynb"]
        assert len(lines) == 3
        assert "00-o.ipynb" in lines[-1]
        shown = nbformat.read(overview, as_version=4).cells[1].outputs[0].text
        assert shown.split() == ["00-o.ipynb", "01-a.ipynb", "02-b.ipynb", "a.txt", "b.txt"]

    def test_one_failure_stops_the_others(self, tmp_path):
        write(tmp_path / "n" / "01-a.ipynb", "1 / 0")
        write(tmp_path / "n" / "02-b.ipynb", "import time; time.sleep(60)")
        start = time.monotonic()
        with pytest.raises(NotebookError, match=r"01-a\.ipynb, code cell 1: .*ZeroDivisionError"):
            execute_all(tmp_path / "n", tmp_path / "private", lambda line: None)
        assert time.monotonic() - start < 50

    def test_ctrl_c_ends_every_kernel_without_noise(self, tmp_path):
        write(tmp_path / "n" / "01-a.ipynb", "open('a', 'w').close(); import time; time.sleep(60)")
        write(tmp_path / "n" / "02-b.ipynb", "open('b', 'w').close(); import time; time.sleep(60)")
        # Ctrl-C is heard, however the tests were started.
        script = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
        script += "from corpus_utils.reproduction import notebooks; notebooks.execute_all(*sys.argv[1:])"
        command = [sys.executable, "-c", script, str(tmp_path / "n"), str(tmp_path / "private")]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
            for _ in range(600):
                if (tmp_path / "n" / "a").exists() and (tmp_path / "n" / "b").exists():
                    break
                time.sleep(0.1)
            process.send_signal(signal.SIGINT)
            _, noise = process.communicate(timeout=30)
        assert noise.strip().endswith("KeyboardInterrupt")
        assert "never retrieved" not in noise
        assert not list((tmp_path / "private").rglob("connection.json"))

    def test_an_empty_folder_is_fine(self, tmp_path):
        assert execute_all(tmp_path, tmp_path / "private", print) == []


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signal")
def test_being_ended_within_a_step_makes_no_noise_where_ctrl_c_is_ignored():
    script = """
import asyncio, os, signal
signal.signal(signal.SIGINT, signal.SIG_IGN)
from corpus_utils.__main__ import _end_in_order
from corpus_utils.reproduction.notebooks import _run
_end_in_order()
async def step():
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.sleep(30)
async def work():
    async with asyncio.TaskGroup() as group:
        group.create_task(step())
try:
    _run(work())
except KeyboardInterrupt:
    print("ended")
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=20)
    assert (done.stdout, done.stderr) == ("ended\n", "")
