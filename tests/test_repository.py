"""What holds for the repository as a whole: its notebooks, its figures, its files and its environment."""

from __future__ import annotations

import ast
import csv
import importlib.metadata
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import flit_core.buildapi
import nbformat
import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from corpus_utils.reproduction.publish import GENERATED
from corpus_utils.study import load_study

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TEMPLATE = ROOT / "src" / "corpus_utils" / "template"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MODULES = sorted((ROOT / "src").rglob("*.py"))
LOCKS = (
    "requirements.lock",
    "requirements-dev.lock",
    "requirements-uv.lock",
    "docs/requirements.lock",
    "fuzz/requirements.lock",
)
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
#: A folder of one machine, a package index, or an address in memory.
MACHINE = re.compile(
    r"(?<![\w.>])/(?:root|home|work|farm|tmp|Users|opt|mnt)/\w|[A-Z]:\\\\|--(?:extra-)?index-url"
    r"|https?://\S*/simple\b|pypi\.org|python[h]osted|\bat 0x[0-9a-f]{6,}"
)


def tracked() -> list[str]:
    """List the files under version control; outside a checkout there is nothing to test."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    names = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [name for name in names.split("\0") if name and (ROOT / name).is_file()]


def shared_cells(path: Path) -> list[tuple[str, str]]:
    """Give the kind and the source of the cells that every study has."""
    cells = nbformat.read(path, as_version=4).cells
    return [(cell.cell_type, cell.source) for cell in cells if "study" not in cell.metadata.get("tags", ())]


def code_cells(path: Path) -> list[nbformat.NotebookNode]:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def locked(name: str) -> dict[str, Requirement]:
    """Read the pins of a lock, by package."""
    pins = re.findall(r"^([A-Za-z0-9][^\\\n]*?)\s*\\?$", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {canonicalize_name(requirement.name): requirement for requirement in map(Requirement, pins)}


def version(requirement: Requirement) -> str:
    return str(requirement.specifier).removeprefix("==")


class TestNotebooks:
    def test_the_notebooks_of_the_study_are_there(self):
        assert [path.stem for path in NOTEBOOKS] == [
            "00-overview",
            "01-corpus",
            "02-terms",
            "03-topics",
            "04-robustness",
            "05-content",
        ]

    @pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
    def test_every_cell_ran_in_order_without_a_complaint(self, path):
        cells = code_cells(path)
        assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
        outputs = [output for cell in cells for output in cell.outputs]
        assert not [output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"]

    @pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
    def test_what_should_be_seen_is_there(self, path):
        for cell in code_cells(path):
            kinds = [kind for output in cell.outputs for kind in output.get("data", ())]
            if "plt.show()" in cell.source:
                assert "image/png" in kinds, cell.source
            last = ast.parse(cell.source).body[-1]
            if isinstance(last, ast.Expr) and isinstance(last.value, ast.Name | ast.Subscript | ast.Attribute):
                assert "text/plain" in kinds, cell.source
        assert not re.search(r'"image/svg', path.read_text(encoding="utf-8"))

    @pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
    def test_validation_is_not_weakened(self, path):
        assert not re.search("nbval", path.read_text(encoding="utf-8"), flags=re.IGNORECASE)

    @pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
    def test_cells_are_short_and_define_nothing(self, path):
        for cell in code_cells(path):
            assert len(cell.source.splitlines()) <= 12, cell.source
            defined = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, DEFINITIONS)]
            assert not defined, cell.source
            # The notebook would hide what the cell returns, and the strict comparison would not.
            assert not cell.source.rstrip().endswith(";"), cell.source

    @pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
    def test_words_of_texts_are_escaped_where_they_become_markup(self, path):
        """In HTML(…), a value is a number with a format ({n:d}), a count (len), or passes through escape()."""
        for cell in code_cells(path):
            for call in ast.walk(ast.parse(cell.source)):
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "HTML":
                    for part in ast.walk(call):
                        if isinstance(part, ast.FormattedValue) and part.format_spec is None:
                            maker = getattr(part.value, "func", None)
                            assert getattr(maker, "id", "") in ("escape", "len"), ast.unparse(part.value)

    @pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
    def test_tells_its_story_in_the_common_order(self, path):
        cells = nbformat.read(path, as_version=4).cells
        assert cells[0].cell_type == "markdown"
        assert cells[0].source.startswith("# ")
        tagged = [cell for cell in cells if "parameters" in cell.metadata.get("tags", ())]
        assert len(tagged) == 1
        lines = tagged[0].source.splitlines()
        for parameter in ast.parse(tagged[0].source).body:
            written = "\n".join(lines[parameter.lineno - 1 : parameter.end_lineno])
            assert "#" in written, f"a parameter without a word on what to try: {written}"
        headings = [
            line.lstrip("# ")
            for cell in cells
            if cell.cell_type == "markdown"
            for line in cell.source.splitlines()
            if line.startswith("#")
        ]
        assert headings[-3:] == ["What we found", "Recap", "Try it"]

    @pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
    def test_is_short_enough_for_a_lesson_and_leads_on(self, path):
        cells = nbformat.read(path, as_version=4).cells
        tables = [output for cell in code_cells(path) for output in cell.outputs if "<table" in str(output)]
        assert len(cells) <= 25 and len(tables) <= 10
        start, end = cells[0].source, cells[-1].source
        assert all(part in start for part in ("**Question.**", "**Goal.**", "**You should know**", "**Time**"))
        assert (
            all(level in end for level in ("**Predict**", "**Change**", "**Explain**")) or "**explain**" in end.lower()
        )
        # A hint for each exercise, and every link leads to a notebook.
        exercises = re.findall(r"^\d+\. ", end, flags=re.MULTILINE)
        assert len(exercises) >= 3 and end.count("<li>") == len(exercises)
        links = re.findall(r"\]\(([^)]+\.ipynb)\)", end)
        assert links and all((path.parent / link).is_file() for link in links)

    def test_every_exercise_has_a_worked_answer(self):
        cells = nbformat.read(ROOT / "docs" / "solutions.ipynb", as_version=4).cells
        answers = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown").split("\n## ")[1:]
        assert [answer[:2] for answer in answers] == [path.name[:2] for path in NOTEBOOKS]
        for path, answer in zip(NOTEBOOKS, answers, strict=True):
            end = nbformat.read(path, as_version=4).cells[-1].source
            asked = re.findall(r"^(\d+)\. ", end, flags=re.MULTILINE)
            told = [number for bold in re.findall(r"\*\*(\d[^*]*)\*\*", answer) for number in re.findall(r"\d", bold)]
            assert sorted(told) == asked, path.name

    def test_cells_are_the_same_in_every_study_and_in_the_package(self):
        """What is particular to a study stands in its data, and in cells tagged `study` that hold no number."""
        for path in NOTEBOOKS:
            cells = shared_cells(path)
            for other in (TEMPLATE, *sorted(ROOT.glob("studies/*/notebooks"))):
                assert shared_cells(other / path.name) == cells, f"{other / path.name}: make template"

    def test_prose_of_a_study_holds_no_number(self):
        paths = [*NOTEBOOKS, *sorted(ROOT.glob("studies/*/notebooks/*.ipynb"))]
        prose = [
            cell.source
            for path in paths
            for cell in nbformat.read(path, as_version=4).cells
            if "study" in cell.metadata.get("tags", ())
        ]
        assert prose and not [text for text in prose if re.search(r"\d", text)]
        assert not [
            cell.source
            for path in sorted(TEMPLATE.glob("*.ipynb"))
            for cell in nbformat.read(path, as_version=4).cells
            if "study" in cell.metadata.get("tags", ()) or cell.get("outputs")
        ]

    def test_shared_cells_name_nothing_of_a_study(self):
        study = load_study(ROOT)
        actors = study.actors["name"].tolist()
        names = {*study.documents["doc_id"], *study.documents["label"], *(n for n in actors if " " in n)}
        names |= {group.name for group in study.groups.values() if "_" in group.name}
        names |= {group.label for group in study.groups.values()} - {"others"}
        names |= {"Russia", "Syria", "Sochi", "Geneva", "Kremlin"}
        for path in NOTEBOOKS:
            text = "\n".join(source for _, source in shared_cells(path))
            assert not [name for name in names if name in text], path.name

    @pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
    def test_is_stored_in_the_form_in_which_a_run_stores_it(self, path):
        notebook = nbformat.read(path, as_version=4)
        assert path.read_text(encoding="utf-8") == nbformat.writes(notebook) + "\n"
        assert set(notebook.metadata) == {"kernelspec", "language_info"}
        assert "version" not in notebook.metadata["language_info"]


class TestFigures:
    def test_each_has_all_its_files(self):
        names = {path.name for path in (ROOT / "figures").iterdir() if not path.name.startswith(".")}
        stems = {name.rsplit(".", 1)[0] for name in names}
        assert stems
        assert names == {stem + ending for stem in stems for ending in GENERATED["figures"]}

    def test_each_belongs_to_a_notebook(self):
        numbers = {path.name[:2] for path in NOTEBOOKS}
        for path in (ROOT / "figures").glob("*.png"):
            assert re.fullmatch(r"\d\d-[a-z0-9-]+", path.stem)
            assert path.stem[:2] in numbers

    def test_no_figure_tells_when_or_with_what_it_was_drawn(self):
        for path in (ROOT / "figures").glob("*.svg"):
            assert not re.search(r"dc:date|dc:creator", path.read_text(encoding="utf-8")), path.name
        for path in (ROOT / "figures").glob("*.png"):
            assert b"Software" not in path.read_bytes()[:2000], path.name


class TestFiles:
    def test_no_machine_and_no_package_index_is_named(self):
        found = []
        for name in tracked():
            content = (ROOT / name).read_bytes()
            if b"\0" in content or "data/raw/texts/" in name or "tests/development/" in name:
                continue
            for match in MACHINE.finditer(content.decode("utf-8")):
                found.append((name, match[0]))
        assert found == []

    def test_text_files_end_their_lines_alike(self):
        for name in tracked():
            content = (ROOT / name).read_bytes()
            if b"\0" not in content and "data/raw/texts/" not in name:
                assert b"\r" not in content, name
                assert content.endswith(b"\n") or not content, name

    def test_nothing_generated_by_a_run_in_progress_is_kept(self):
        assert not [name for name in tracked() if re.search(r"\.scratch|__pycache__|\.pyc$|(^|/)\.venv/", name)]


class TestLibrary:
    def test_names_no_document_and_no_person(self):
        with (ROOT / "data" / "raw" / "metadata.csv").open(encoding="utf-8", newline="") as file:
            documents = list(csv.DictReader(file))
        with (ROOT / "data" / "raw" / "actors.csv").open(encoding="utf-8", newline="") as file:
            persons = [row for row in csv.DictReader(file) if row["office"] and " " in row["name"]]
        names = {row[column] for row in documents for column in ("doc_id", "title", "file")}
        names |= {
            alias for row in persons for alias in (row["name"], *row["aliases"].split("|")) if alias[:1].isupper()
        }
        names -= {group.label for group in load_study(ROOT).groups.values()}
        for path in MODULES:
            for text in self._strings(path):
                assert not [name for name in names if name in text], f"{path.name}: {text!r}"

    def test_makes_markup_in_one_place_only(self):
        for path in MODULES:
            if path.name in ("prose.py", "style.py"):  # they escape all that they are given, and their tests say so
                continue
            assert not re.search(r"escape=False|_repr_html_|\bHTML\(", path.read_text("utf-8")), path.name

    @staticmethod
    def _strings(path: Path) -> list[str]:
        """Give the string constants of a module that are not documentation."""
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documentation = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        return [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation
        ]


class TestEnvironment:
    @pytest.mark.parametrize(
        ("lock", "extras"),
        [
            ("requirements.lock", ("notebooks", "import")),
            ("requirements-dev.lock", ("notebooks", "import", "large", "dev")),
            ("docs/requirements.lock", ("notebooks", "import", "docs")),
        ],
    )
    def test_each_lock_holds_what_it_is_for_and_no_more(self, lock, extras):
        pins = locked(lock)
        optional = PROJECT["project"]["optional-dependencies"]
        wanted = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]]
        for requirement in map(Requirement, [*wanted, *(text for extra in extras for text in optional[extra])]):
            assert requirement.specifier.contains(version(pins[canonicalize_name(requirement.name)])), requirement
        others = {
            canonicalize_name(Requirement(text).name)
            for name in optional
            if name not in extras
            for text in optional[name]
        }
        assert not others & {"pytest", "ruff", "sphinx"} & set(pins)

    @pytest.mark.parametrize("lock", ["requirements-dev.lock", "docs/requirements.lock"])
    def test_the_locks_agree(self, lock):
        running, other = locked("requirements.lock"), locked(lock)
        assert {name: str(other[name].specifier) for name in running} == {
            name: str(pin.specifier) for name, pin in running.items()
        }

    @pytest.mark.parametrize(("lock", "group"), [("requirements-uv.lock", "uv"), ("fuzz/requirements.lock", "fuzz")])
    def test_the_small_locks_hold_their_groups(self, lock, group):
        pins = locked(lock)
        for text in PROJECT["dependency-groups"][group]:
            wanted = Requirement(text)
            assert str(wanted.specifier) == str(pins[canonicalize_name(wanted.name)].specifier)

    @pytest.mark.parametrize("lock", LOCKS)
    def test_every_pin_is_exact_and_has_a_hash(self, lock):
        entries = re.split(r"^(?=[A-Za-z0-9])", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
        assert len(entries) == len(locked(lock))
        for entry in entries:
            assert re.match(r"[A-Za-z0-9._-]+==\S+ .*\\\n    --hash=sha256:[0-9a-f]{64}", entry), entry.splitlines()[0]

    def test_what_is_installed_is_what_is_locked(self):
        pins = [pin for pin in locked("requirements-dev.lock").values() if pin.marker is None or pin.marker.evaluate()]
        installed = {pin.name: importlib.metadata.version(pin.name) for pin in pins}
        assert installed == {pin.name: version(pin) for pin in pins}

    def test_what_the_library_imports_is_declared(self):
        homes = importlib.metadata.packages_distributions()
        imported = set()
        for path in MODULES:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom) and node.module:
                    names = [node.module]
                imported |= {name.split(".")[0] for name in names}
        others = imported - set(sys.stdlib_module_names) - {"corpus_utils"}
        optional = PROJECT["project"]["optional-dependencies"]
        extras = [text for name in ("notebooks", "import", "large") for text in optional[name]]
        declared = {
            canonicalize_name(Requirement(text).name) for text in (*PROJECT["project"]["dependencies"], *extras)
        }
        assert {canonicalize_name(homes[name][0]) for name in others} <= declared
        # A dependency that nothing imports earns nothing; that of an extra may be a program.
        needed = {canonicalize_name(Requirement(text).name) for text in PROJECT["project"]["dependencies"]}
        assert needed <= {canonicalize_name(homes[name][0]) for name in others}

    def test_each_dependency_says_why_it_is_there(self):
        table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Dependencies")[2]
        told = set(re.findall(r"[a-z][a-z0-9_-]+", " ".join(re.findall(r"^\| ([^|]+) \|", table, flags=re.MULTILINE))))
        extras = [text for group in PROJECT["project"]["optional-dependencies"].values() for text in group]
        assert {Requirement(text).name for text in (*PROJECT["project"]["dependencies"], *extras)} <= told

    def test_the_build_tool_is_the_same_in_both_places(self):
        assert PROJECT["build-system"]["requires"] == PROJECT["dependency-groups"]["build"]

    def test_conda_and_binder_use_the_same_lock(self):
        environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
        python, _, pip = environment["dependencies"]
        assert SpecifierSet(PROJECT["project"]["requires-python"]).contains(python.removeprefix("python="))
        assert pip["pip"] == ["--require-hashes", "-r requirements.lock"]
        assert "--no-deps" in (ROOT / "postBuild").read_text(encoding="utf-8")

    def test_the_supported_pythons_are_the_same_everywhere(self):
        named = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["project"]["classifiers"]))
        checks = yaml.safe_load((ROOT / ".github" / "workflows" / "checks.yml").read_text(encoding="utf-8"))
        assert checks["jobs"]["two-commands"]["strategy"]["matrix"]["python"] == named
        supported = SpecifierSet(PROJECT["project"]["requires-python"])
        assert [minor for minor in range(20) if supported.contains(f"3.{minor}")] == [int(one[2:]) for one in named]

    def test_the_licence_of_every_dependency_is_listed(self):
        with (ROOT / "LICENCES-DEPENDENCIES.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        pins = {name: version(pin) for lock in LOCKS for name, pin in locked(lock).items()}
        assert {row["package"]: row["version"] for row in rows} == pins
        assert all(row["licence"] for row in rows)


class TestCommands:
    def test_commands_in_prose_exist(self):
        shown = [sys.executable, "-m", "corpus_utils", "--help"]
        shown = subprocess.run(shown, capture_output=True, text=True, check=True).stdout
        commands = re.findall(r"^    ([a-z]+)\b", shown, flags=re.MULTILINE)
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        targets = set(re.findall(r"^([a-z-]+):(?!=)", makefile, flags=re.MULTILINE))
        prose = [name for name in tracked() if name.endswith((".md", ".yml", ".ipynb", "run"))]
        found = 0
        for name in prose:
            text = (ROOT / name).read_text(encoding="utf-8")
            for target in re.findall(r"(?:`|- run: |\n)make ([a-z]+)", text):
                assert target in targets, f"{name}: make {target}"
                found += 1
            for command in re.findall(r"python -m corpus_utils ([a-z]+)", text):
                assert command in commands, f"{name}: {command}"
                found += 1
        assert found >= 6

    def test_the_continuous_integration_runs_the_two_commands(self):
        assert "\nmake test\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
        checks = (ROOT / ".github" / "workflows" / "checks.yml").read_text(encoding="utf-8")
        assert "run: make reproduce\n" in checks
        assert "run: make test\n" in checks


class TestCitation:
    def test_speaks_of_the_same_version_and_licence(self):
        citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
        assert citation["version"] == PROJECT["project"]["version"]
        assert citation["license"] == PROJECT["project"]["license"]
        assert f"## {citation['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


class TestWheel:
    def test_its_page_on_an_index_leads_nowhere_that_is_not_there(self):
        page = (ROOT / PROJECT["project"]["readme"]).read_text(encoding="utf-8")
        assert not re.search(r"\]\((?!https:)|<img|^```\{", page, flags=re.MULTILINE)
        assert f'pip install "{PROJECT["project"]["name"]}[' in page

    def test_carries_what_it_needs_and_nothing_else(self, tmp_path, monkeypatch):
        monkeypatch.chdir(ROOT)
        with zipfile.ZipFile(tmp_path / flit_core.buildapi.build_wheel(str(tmp_path))) as wheel:
            names = {name for name in wheel.namelist() if ".dist-info/" not in name}
            licence = [name for name in wheel.namelist() if name.endswith("LICENSE")]
            assert wheel.read(licence[0]) == (ROOT / "LICENSE").read_bytes()
        package = [path for path in (ROOT / "src").rglob("*") if path.is_file() and path.suffix != ".pyc"]
        assert names == {path.relative_to(ROOT / "src").as_posix() for path in package}
        assert any(name.startswith("corpus_utils/vocabularies/") for name in names)
