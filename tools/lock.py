"""Writes requirements/*.txt: every package with its version and the hashes of all its files, for every platform.

Run with the Python of `.venv` (oldest supported version); `--upgrade` takes newer versions.
"""

import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "requirements"
OPTIONS = [
    "--quiet",
    "--generate-hashes",
    "--allow-unsafe",
    "--strip-extras",
    "--no-header",
    "--annotation-style=line",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-emit-trusted-host",
    "--no-emit-options",
]
OTHER_MACHINES = [
    {"python_version": version, "python_full_version": f"{version}.0", "sys_platform": system, "platform_system": name}
    for version in ("3.12", "3.13", "3.14")
    for system, name in (("linux", "Linux"), ("darwin", "Darwin"))
]


def main() -> int:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    run, dev, assets = (FOLDER / f"{name}.txt" for name in ("run", "dev", "assets"))
    lock(run, project["dependencies"], "what Tandem needs to run")
    lock(dev, [*project["dependencies"], *extras["dev"]], "what it needs to be tested as well", constraint=run)
    lock(assets, extras["assets"], "Node, for a machine that has none")
    forgotten = sorted(set(missing_elsewhere(names_in(dev))))
    for line in forgotten:
        print(f"Needed on another Python or system, and not locked: {line}", file=sys.stderr)
    return 1 if forgotten else 0


def lock(target: Path, requirements: list[str], purpose: str, constraint: Path | None = None) -> None:
    """Resolve and write one file; versions already in it stay unless an upgrade is asked."""
    print(f"{target.relative_to(ROOT)} ...", flush=True)
    limits = [f"--constraint={constraint}"] if constraint else []
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "tandem.in"
        source.write_text("\n".join(requirements) + "\n")
        command = [sys.executable, "-m", "piptools", "compile", *OPTIONS, *limits, *sys.argv[1:]]
        subprocess.run([*command, "--output-file", str(target), str(source)], check=True, cwd=ROOT)
        lines = [line for line in target.read_text().splitlines() if line.strip()]
    kept = [cleaned(line, folder) for line in lines if not line.startswith("# Made by")]
    target.write_text("\n".join([f"# Made by `make lock` from pyproject.toml: {purpose}.", *kept]) + "\n")


def cleaned(line: str, folder: str) -> str:
    """The remarks name what asked for a package, not where on this machine that was written."""
    text = line.replace(f"-r {folder}/tandem.in", "tandem")
    return text.replace(f"-c {FOLDER}/run.txt", "run.txt").replace("-c requirements/run.txt", "run.txt")


def names_in(target: Path) -> set[str]:
    """The packages locked in a file."""
    lines = target.read_text().splitlines()
    return {canonicalize_name(line.split("==")[0]) for line in lines if "==" in line and line[0].isalnum()}


def missing_elsewhere(locked: set[str]) -> Iterator[str]:
    """Packages that a newer Python or another system asks for, looked up in what is installed here."""
    for name in sorted(locked):
        for text in requires(name) or []:
            wanted = Requirement(text)
            needed = any(not wanted.marker or wanted.marker.evaluate({**m, "extra": ""}) for m in OTHER_MACHINES)
            if needed and canonicalize_name(wanted.name) not in locked:
                yield f"{text} (for {name})"


if __name__ == "__main__":
    sys.exit(main())
