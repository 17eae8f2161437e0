"""The printed result: a line a figure, with the limit that it must keep."""


class Report:
    """Collects figures, prints each as it comes, and knows whether all kept their limits."""

    def __init__(self) -> None:
        self.missed: list[str] = []

    def ratio(self, name: str, ours_ms: float, theirs_ms: float | None, *, limit: float) -> None:
        """A time of ours, beside DuckDB's where there is one."""
        beside = "" if theirs_ms is None else f"  DuckDB {theirs_ms:9.1f} ms  ratio {ours_ms / theirs_ms:5.2f}"
        self._line(name, f"{ours_ms:9.1f} ms", beside, ours_ms <= limit, f"{limit:.1f} ms")

    def figure(self, name: str, value: float, unit: str, *, limit: float) -> None:
        """A figure that stands by itself."""
        self._line(name, f"{value:9.1f} {unit}", "", value <= limit, f"{limit:g} {unit}")

    def ratio_of(self, name: str, ours: float, theirs: float, unit: str, *, worst: float) -> None:
        """A time of ours as a multiple of the thinnest server's."""
        ratio = ours / theirs
        beside = f"  thinnest {theirs:8.2f} {unit}  ratio {ratio:5.2f}"
        self._line(name, f"{ours:9.2f} {unit}", beside, ratio <= worst, f"{worst:g} times")

    def share_of(self, name: str, ours: float, theirs: float, unit: str, *, least: float) -> None:
        """A rate of ours as a share of the thinnest server's."""
        share = ours / theirs
        beside = f"  thinnest {theirs:8.0f} {unit}  share {share:5.2f}"
        self._line(name, f"{ours:9.0f} {unit}", beside, share >= least, f"{least:g} or more")

    def _line(self, name: str, value: str, beside: str, is_kept: bool, limit: str) -> None:
        if not is_kept:
            self.missed.append(name)
        print(f"{'ok  ' if is_kept else 'MISS'}  {name:44} {value:>14}{beside:42}  limit {limit}", flush=True)
