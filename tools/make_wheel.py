"""Builds the wheel into dist/ and checks that nothing of the package was left out."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"
NOT_SHIPPED = {".pyc", ".po"}


def main() -> int:
    for folder in (DIST, ROOT / "build"):
        shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(DIST), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stdout[-3000:], done.stderr[-3000:], sep="\n", file=sys.stderr)
        return 1
    wheel = next(DIST.glob("*.whl"))
    forgotten = sorted(expected() - set(zipfile.ZipFile(wheel).namelist()))
    if forgotten:
        print("Not in the wheel:", *forgotten, sep="\n  ", file=sys.stderr)
        return 1
    print(f"{wheel.relative_to(ROOT)}  {wheel.stat().st_size / 1_048_576:.1f} MB")
    return 0


def expected() -> set[str]:
    """Every file of the package, built assets included."""
    files = [file for file in (ROOT / "tandem").rglob("*") if file.is_file() and file.suffix not in NOT_SHIPPED]
    return {file.relative_to(ROOT).as_posix() for file in files}


if __name__ == "__main__":
    sys.exit(main())
