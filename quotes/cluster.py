"""A number of processes, or the address of a scheduler, in; a client of Dask distributed out.

Processes of this machine are started here and end with the client. They talk encrypted, with keys that only this run
has: whoever else works on the machine can neither read along nor give them work.
"""

from __future__ import annotations

import importlib.util
import logging
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING

from quotes.errors import UsageError

if TYPE_CHECKING:
    from distributed import Client, LocalCluster

PATIENCE = 15.0
"""Seconds in which a scheduler has to answer, and in which it has to know of a worker."""
LOCAL = {
    "distributed.scheduler.allowed-failures": 0,  # who does work again is decided in quotes.workers
    "distributed.worker.profile.enabled": False,  # it looks at each process a hundred times a second
    "distributed.scheduler.http.routes": (),
    "distributed.worker.http.routes": (),
    # Dask's own has the C library hand memory back at once, and fetch it anew: half of the time would go there.
    "distributed.nanny.pre-spawn-environ": {"OMP_NUM_THREADS": 1, "MKL_NUM_THREADS": 1, "OPENBLAS_NUM_THREADS": 1},
}


def need_dask() -> None:
    """Raise UsageError where what the processes are handed their work with is not installed."""
    if not all(importlib.util.find_spec(name) for name in ("cryptography", "distributed", "psutil")):
        raise UsageError("several processes need Dask: pip install 'quotes-toolkit[cluster]'")


def local_client(number: int, ending: ExitStack) -> Client:
    """``number`` processes of one thread on this machine, which ``ending`` ends."""
    import dask.config
    from distributed import Client, LocalCluster

    _be_quiet()
    with dask.config.set(LOCAL), _interrupts_held():
        cluster = LocalCluster(
            n_workers=number,
            threads_per_worker=1,
            processes=True,
            memory_limit=0,  # Dask's own would end a process that needs more than its share for a large article
            dashboard_address=None,
            security=True,
            silence_logs=logging.CRITICAL,
        )
    ending.callback(_end, cluster)
    return ending.enter_context(Client(cluster))


def _end(cluster: LocalCluster) -> None:
    """End its processes at once: asked to, they would finish what they do."""
    import psutil

    for nanny in cluster.workers.values():
        nanny.auto_restart = False
        with suppress(psutil.NoSuchProcess):
            if nanny.pid is not None:
                psutil.Process(nanny.pid).kill()
    cluster.close(timeout=PATIENCE)


def client_of(scheduler: str, ending: ExitStack) -> Client:
    """The workers of a cluster; raises UsageError where it does not answer, or is not set up for this work."""
    from distributed import Client

    _be_quiet()
    try:
        client = ending.enter_context(Client(scheduler, timeout=PATIENCE))
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise UsageError(
            f"--scheduler {scheduler}: no scheduler answers there; check the address, or start one with: dask scheduler"
        ) from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        raise UsageError(
            f"--scheduler {scheduler}: it has no worker; start some with: dask worker {scheduler} --nworkers 4 "
            "--nthreads 1"
        ) from error
    if most := max(client.nthreads().values(), default=1) - 1:
        raise UsageError(
            f"--scheduler {scheduler}: a worker there has {most + 1} threads, which wait for one another; start many "
            f"with one: dask worker {scheduler} --nworkers {most + 1} --nthreads 1"
        )
    return client


def _be_quiet() -> None:
    """What a user has to know of the cluster is told by us."""
    for name in ("distributed", "distributed.client", "tornado", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """A block whose threads, and the processes that these start, never hear of Ctrl-C: the main thread does."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # which would let them through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
