"""Metrics for Prometheus: what the HTTP side counts itself, and what the running parts tell when they are asked."""

import hmac
import shutil
from collections.abc import Iterator

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector, CollectorRegistry

from gnomon.engine.contracts import Engine
from gnomon.foundation.jobs.worker import JobWorker
from gnomon.foundation.kit.errors import NotFound
from gnomon.foundation.kit.runtime import Runtime
from gnomon.foundation.settings import Settings
from gnomon.identity.authentication import SessionStates
from gnomon.identity.deps import public, runtime_of

LOOPBACK = {"127.0.0.1", "::1"}

REQUESTS = Histogram(
    "gnomon_http_request_seconds",
    "Time to answer a request, by method, route and status.",
    ("method", "endpoint", "status"),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)

router = APIRouter()


@router.get("/metrics", include_in_schema=False, dependencies=[public])
async def metrics(request: Request) -> Response:
    """Everything counted; for this machine alone, or for who holds the token."""
    runtime = runtime_of(request)
    if not may_scrape(request, runtime.get(Settings)):
        raise NotFound("page")
    parts = CollectorRegistry()
    parts.register(PartsCollector(runtime))
    return Response(generate_latest(REGISTRY) + generate_latest(parts), media_type=CONTENT_TYPE_LATEST)


def may_scrape(request: Request, settings: Settings) -> bool:
    """Whether a request may read the metrics."""
    if settings.metrics_token is not None:
        expected = f"Bearer {settings.metrics_token.get_secret_value()}"
        return hmac.compare_digest(request.headers.get("authorization", "").encode(), expected.encode())
    # Behind a proxy that we do not know, everybody seems to come from this machine.
    is_forwarded = "x-forwarded-for" in request.headers or "forwarded" in request.headers
    return not is_forwarded and request.client is not None and request.client.host in LOOPBACK


class PartsCollector(Collector):
    """Asks the running parts how they fare."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    def collect(self) -> Iterator[Metric]:
        """One reading of every part."""
        engine = self._runtime.get(Engine).stats()  # type: ignore[type-abstract]
        yield _gauge("gnomon_engine_workers", "Warm engine workers that are alive.", engine.workers)
        yield _gauge("gnomon_engine_busy_workers", "Warm engine workers that run a statement.", engine.busy)
        yield _gauge("gnomon_engine_queued_statements", "Statements that wait for a worker.", engine.queued)
        yield _gauge("gnomon_engine_tasks", "Imports that run in a worker of their own.", engine.tasks)
        restarts = CounterMetricFamily("gnomon_engine_restarts", "Engine workers that were replaced.")
        restarts.add_metric([], engine.restarts)
        yield restarts
        yield from self._jobs()
        active = self._runtime.get(SessionStates).active_users()
        yield _gauge("gnomon_active_users", "People whose requests came within the last seconds.", active)
        disk = shutil.disk_usage(self._runtime.get(Settings).data_dir)
        yield _gauge("gnomon_disk_free_bytes", "Room on the disk of the data folder.", disk.free)

    def _jobs(self) -> Iterator[Metric]:
        counters = self._runtime.get(JobWorker).counters
        ended = CounterMetricFamily("gnomon_jobs", "Jobs that ended, by name and outcome.", labels=("job", "outcome"))
        for outcome, counted in (("done", counters.done), ("retried", counters.retried), ("failed", counters.failed)):
            for name, count in counted.items():
                ended.add_metric([name, outcome], count)
        yield ended


def _gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, words, value)
