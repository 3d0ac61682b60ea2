"""What may and may not be committed."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REGISTRIES = ["py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "yarn" + "pkg.com"]
MADE = {".venv", ".git", "var", "build", "dist", "node_modules", "built", "__pycache__", ".hypothesis", ".ruff_cache"}


def committed() -> list[Path]:
    """What git knows; in a copy without git everything but what is made at set-up."""
    if not (shutil.which("git") and (ROOT / ".git").exists()):
        return [path for path in ROOT.rglob("*") if path.is_file() and not MADE & set(path.relative_to(ROOT).parts)]
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("host", REGISTRIES)
def test_no_file_names_a_package_registry(host: str) -> None:
    naming = [path for path in committed() if host.encode() in path.read_bytes()]
    assert naming == []


def test_nothing_built_or_fetched_is_committed() -> None:
    wrong = re.compile(r"node_modules/|static/built/|\.min\.(js|css)$|\.mo$|\.pyc$|(^|/)var/")
    assert [path for path in committed() if wrong.search(path.relative_to(ROOT).as_posix())] == []


@pytest.mark.parametrize("name", ["run", "dev", "assets"])
def test_every_required_package_is_pinned_by_hash(name: str) -> None:
    blocks = re.split(r"\n(?=\S)", (ROOT / "requirements" / f"{name}.txt").read_text())
    packages = [block for block in blocks if block[0].isalnum()]
    assert packages
    assert [block.split()[0] for block in packages if "==" not in block or "--hash=sha256:" not in block] == []


def test_the_lock_for_tests_holds_the_same_versions_as_the_one_to_run() -> None:
    assert pins("run") - pins("dev") == set()


def pins(name: str) -> set[str]:
    return set(re.findall(r"^(\S+==\S+)", (ROOT / "requirements" / f"{name}.txt").read_text(), re.MULTILINE))
