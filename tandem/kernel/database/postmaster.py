"""What the server says of itself in `postmaster.pid`, and whether that is still true."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from tandem.kernel.database.places import Places

LINE_OF_STATUS = 7


@dataclass(frozen=True)
class Postmaster:
    """The first process of a running server."""

    pid: int
    status: str

    @property
    def is_ready(self) -> bool:
        return self.status == "ready"


def postmaster_of(places: Places) -> Postmaster | None:
    """The live server of this cluster; a file left behind by a killed one counts as nothing."""
    try:
        lines = (places.cluster / "postmaster.pid").read_text().splitlines()
        pid = int(lines[0])
    except (FileNotFoundError, ValueError, IndexError):
        return None
    if str(places.cluster) not in _command_line(pid):
        return None
    return Postmaster(pid, lines[LINE_OF_STATUS].strip() if len(lines) > LINE_OF_STATUS else "starting")


def forget_dead_postmaster(places: Places) -> None:
    """Remove the files of a dead server: the number in them may by now be another process, or one not yet buried."""
    if postmaster_of(places) is None:
        for left_behind in (places.cluster / "postmaster.pid", *places.sockets.glob(".s.PGSQL.*")):
            left_behind.unlink(missing_ok=True)


def _command_line(pid: int) -> str:
    """How a process was started; empty when it is gone or only waits to be buried."""
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            return ""
    return subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
