"""What questions are about, kept while nothing in the metadata database has changed."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection, Hashable, Mapping
from typing import Generic, TypeVar

from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.errors import AppError
from gnomon.identity.contracts import Principal

MOST_SUBJECTS = 256

Subject = TypeVar("Subject")
Load = Callable[[set[DatasetId]], Awaitable[Mapping[DatasetId, Subject | AppError]]]


class KeptSubjects(Generic[Subject]):
    """Subjects by dataset and person, each with the state of everything before it was read.

    Whatever is committed, by this process or another, changes the state: a new version, another name, another model,
    another policy are seen by the next question. What a person is stands in the principal, which is part of the key.
    """

    def __init__(self, most: int = MOST_SUBJECTS) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[Hashable, Subject]] = OrderedDict()

    async def of(
        self, principal: Principal, dataset_ids: Collection[DatasetId], state: Hashable | None, load: Load[Subject]
    ) -> Mapping[DatasetId, Subject | AppError]:
        """Every dataset asked, or why it cannot be; only what is not known in this state is loaded."""
        who = person_of(principal)
        found: dict[DatasetId, Subject | AppError] = {}
        for dataset_id in dataset_ids:
            kept = self._kept.get((who, dataset_id))
            if kept is not None and state is not None and kept[0] == state:
                found[dataset_id] = kept[1]
        missing = {dataset_id for dataset_id in dataset_ids if dataset_id not in found}
        for dataset_id, subject in (await load(missing)).items() if missing else ():
            found[dataset_id] = subject
            if state is not None and not isinstance(subject, AppError):
                self._keep((who, dataset_id), state, subject)
        return {dataset_id: found[dataset_id] for dataset_id in dataset_ids}

    def _keep(self, key: Hashable, state: Hashable, subject: Subject) -> None:
        self._kept[key] = (state, subject)
        self._kept.move_to_end(key)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)


def person_of(principal: Principal) -> Hashable:
    """Everything of a principal that decides what they may see, and nothing else."""
    attributes = tuple(sorted(principal.attributes.items()))
    return (
        principal.kind,
        principal.workspace_id,
        principal.role,
        principal.user_id,
        principal.is_admin,
        principal.email,
        attributes,
        None if principal.locks is None else tuple(sorted(principal.locks.items())),
    )
