"""A process that must always be there: started, watched, restarted with growing pauses, stopped in an orderly way."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

from tandem.launch.parent import SECONDS_TO_LEAVE, VARIABLE

FIRST_PAUSE = 0.2
LONGEST_PAUSE = 30.0
SECONDS_TO_BE_HEALTHY = 30.0


class Child:
    """One long-lived `tandem` command in a process group of its own."""

    def __init__(self, command: str, label: str, pipe: int, say: Callable[[str], None]) -> None:
        self.command, self.label, self.pipe, self.say = command, label, pipe, say
        self.process: subprocess.Popen[bytes] | None = None
        self.pause = FIRST_PAUSE
        self.started_at = 0.0
        self.start_again_at = 0.0

    def start(self) -> None:
        """Start the process; it holds the reading end of our pipe and leaves when we are gone."""
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tandem", self.command],
            stdin=subprocess.DEVNULL,
            env={**os.environ, VARIABLE: str(self.pipe)},
            pass_fds=[self.pipe],
            start_new_session=True,
        )

    def tend(self) -> None:
        """Called often: sees a death, and starts again when the pause is over."""
        if self.process and self.process.poll() is not None:
            self._bury(self.process)
        elif not self.process and self.start_again_at and time.monotonic() >= self.start_again_at:
            self.start()

    def ask_to_stop(self) -> None:
        """First sign: finish what you are doing."""
        self.start_again_at = 0.0
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                self.process.terminate()

    def wait_until_stopped(self) -> None:
        """Wait, and after the time to leave take down the whole group."""
        if not self.process:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=SECONDS_TO_LEAVE)
        self._end_group(self.process)
        self.process.wait()

    def _bury(self, process: "subprocess.Popen[bytes]") -> None:
        self._end_group(process)
        if time.monotonic() - self.started_at > SECONDS_TO_BE_HEALTHY:
            self.pause = FIRST_PAUSE
        self.say(f"{self.label} is gestopt ({process.returncode}) en start opnieuw over {self.pause:.1f} s.")
        self.start_again_at = time.monotonic() + self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE)
        self.process = None

    @staticmethod
    def _end_group(process: "subprocess.Popen[bytes]") -> None:
        """Helpers of a killed process would hold the port."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
