"""Metrics of the HTTP side."""

from prometheus_client import Histogram

REQUESTS = Histogram(
    "gnomon_http_request_seconds",
    "Time to answer a request, by method, route and status.",
    ("method", "endpoint", "status"),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
