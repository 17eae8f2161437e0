"""The fields that an embed locks, with the values that a token gives them, as locks of tables."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from gnomon.datasets.contracts import DatasetId
from gnomon.identity.contracts import FieldLock, Locks
from gnomon.sharing.contracts import LockValue
from gnomon.sharing.embed_contracts import EmbedField


def locks_by_dataset(fields: Iterable[EmbedField], values: Mapping[str, tuple[LockValue, ...]]) -> Locks:
    """What must hold of the rows of each dataset."""
    found: defaultdict[DatasetId, list[FieldLock]] = defaultdict(list)
    for one in fields:
        found[one.dataset_id].append(FieldLock(one.member, values[one.name]))
    return {dataset_id: tuple(those) for dataset_id, those in found.items()}
