"""Processes that tests start and kill, forked from one that has already loaded what they need."""

import multiprocessing
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

_METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
CONTEXT: Any = multiprocessing.get_context(_METHOD)
CONTEXT.set_forkserver_preload(["dampingan.records.restore", "dampingan.records.store", "tests.records.jobs"])


@dataclass
class Running:
    """A process, and the end of the pipe on which it tells what it has done."""

    process: BaseProcess
    ears: Connection

    def hear(self, number: int = 1) -> list[Any]:
        """Return the next messages, waiting for them."""
        return [self.ears.recv() for _ in range(number)]

    def rest(self) -> list[Any]:
        """Return all messages until the process has ended; half a message is none."""
        heard = []
        try:
            while True:
                heard.append(self.ears.recv())
        except EOFError:
            self.process.join()
            self.ears.close()
        return heard

    def kill(self) -> list[Any]:
        """Kill -9; return what it had told that was not yet heard."""
        self.process.kill()
        return self.rest()


def start(job: Callable[..., None], *arguments: object) -> Running:
    """Start a job of ``tests.records.jobs``; it gets the pipe to tell on, then the arguments."""
    ears, mouth = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=job, args=(mouth, *arguments), daemon=True)
    process.start()
    mouth.close()
    return Running(process, ears)
