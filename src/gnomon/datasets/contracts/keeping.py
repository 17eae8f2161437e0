"""What a workspace keeps: the storage that its files take."""

from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import AppError, ErrorCode, ErrorKind


class StorageUse(Contract):
    """What the files of a workspace take: original files and every version, also those in the trash."""

    used_bytes: int
    quota_bytes: int


class QuotaExceeded(AppError):
    """The files of a workspace would take more than it may keep."""

    kind = ErrorKind.TOO_LARGE

    def __init__(self, use: StorageUse) -> None:
        super().__init__(
            ErrorCode.QUOTA_EXCEEDED,
            f"This workspace keeps {use.used_bytes} of {use.quota_bytes} bytes, and the file does not fit in.",
            hint="Delete datasets that nobody needs and empty the trash, or ask the administrator for a larger quota.",
            details={"used_bytes": use.used_bytes, "quota_bytes": use.quota_bytes},
        )
