"""The jobs of dashboards: setting the showcase up."""

from gnomon.dashboards.samples.showcase import JOB, InstallShowcase, install_showcase
from gnomon.foundation.jobs.contracts import JobHandler

HANDLERS = (JobHandler(name=JOB, payload=InstallShowcase, run=install_showcase, attempts=5),)
