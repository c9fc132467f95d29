"""The library's consumer as our worker: every signal to end means "finish the item in hand", and no orphan works on."""

import os
import signal
import threading
import time
from typing import Any, Final

from huey.constants import WORKER_PROCESS, WORKER_THREAD
from huey.consumer import BaseProcess, Consumer, Environment, ProcessEnvironment

from aid.extensions import db
from aid.jobs.bell import Bell
from aid.services import jobs

ENDS_WITHIN: Final = 15
_LOOKS_EVERY: Final = 2.0
_REVIVES_WITHIN: Final = 3
_TO_END: Final = (signal.SIGINT, signal.SIGTERM)


class Runner(Consumer):
    """Workers and their clock. SIGINT and SIGTERM end them after the item in hand; a killed one is started again."""

    def __init__(self, bell: Bell, processes: int) -> None:
        super().__init__(
            bell.queue,
            workers=processes,
            worker_type=WORKER_PROCESS if processes > 1 else WORKER_THREAD,
            max_delay=_LOOKS_EVERY,
            health_check_interval=_REVIVES_WITHIN,
            shutdown_timeout=ENDS_WITHIN,
        )
        # The library drops the task in hand at SIGTERM, which is what systemd and docker send.
        self._signal_actions |= dict.fromkeys(_TO_END, (False, True))

    def get_environment(self, worker_type: str) -> Environment:
        """Processes are looked after by us; one worker is a thread of this process."""
        if worker_type == WORKER_PROCESS:
            return _Processes()
        return super().get_environment(worker_type)

    def _interrupt_workers(self) -> None:
        self.environment.interrupt_workers([self.scheduler, *(process for _, process in self.worker_threads)])


class _Processes(ProcessEnvironment):
    """Worker processes that leave signals to their parent, and end when it is gone."""

    def init_child(self, process: BaseProcess) -> None:
        """Ignore signals sent to the whole group, as by Ctrl-C: the parent ends the work through the stop flag."""
        for number in (*_TO_END, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        threading.Thread(target=_end_with_parent, args=(process.stop_flag, os.getppid()), daemon=True).start()

    def interrupt_workers(self, procs: list[Any]) -> None:
        """Kill who did not end in time; the leases return what they held."""
        for process in procs:
            if process.is_alive():
                process.kill()


def run(bell: Bell, processes: int) -> None:
    """Work what is rung for until a signal ends it; one process works in a thread, more in processes of their own."""
    runner = Runner(bell, processes)
    bell.begin()
    # Nobody may inherit an open connection.
    db.session.remove()
    db.engine.dispose()
    with jobs.stopping_when(runner.stop_flag.is_set):
        runner.run()


def _end_with_parent(stop_flag: Any, parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    stop_flag.set()
