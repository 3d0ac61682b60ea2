"""A child leaves when its parent is gone, even when the parent was killed and could say nothing."""

import os
import signal
import threading
import time

VARIABLE = "TANDEM_PARENT"
SECONDS_TO_LEAVE = 25


def leave_with_parent() -> None:
    """Watch the pipe that the parent holds open; its end means that the parent is gone."""
    given = os.environ.pop(VARIABLE, "")
    if given:
        os.set_inheritable(int(given), False)
        threading.Thread(target=_wait_for_end, args=[int(given)], daemon=True).start()


def _wait_for_end(pipe: int) -> None:
    os.read(pipe, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(SECONDS_TO_LEAVE)
    os.killpg(0, signal.SIGKILL)
