"""The store that the settings ask for."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from gnomon.foundation.settings import MEBIBYTE, Settings
from gnomon.foundation.storage.contracts import Blobs, PrepareFile
from gnomon.foundation.storage.folder import FolderBlobs

CACHE_BYTES = 20 * 1024 * MEBIBYTE
_FOLDER = "blobs"
_CACHE_FOLDER = "blob-cache"


def local_folders(settings: Settings) -> tuple[Path, ...]:
    """Where blobs lie on this machine: all that the processes which answer questions need to read."""
    name = _FOLDER if settings.storage_url is None else _CACHE_FOLDER
    return (settings.data_dir.resolve() / name,)


def make_blobs(settings: Settings, prepare_file: PrepareFile | None = None) -> Blobs:
    """A folder in the data folder, or S3 by `storage_url`; `prepare_file` readies each local file for the engine."""
    if settings.storage_url is None:
        return FolderBlobs(settings.data_dir / _FOLDER, prepare_file)
    address = urlsplit(settings.storage_url)
    if address.scheme != "s3" or not address.netloc:
        raise ValueError("storage_url must look like s3://bucket/prefix")
    return _make_s3(settings, address.netloc, address.path.strip("/"), prepare_file)


def _make_s3(settings: Settings, bucket: str, prefix: str, prepare_file: PrepareFile | None) -> Blobs:
    # Loaded on demand: the client is large, and most installations keep their blobs in a folder.
    from obstore.store import S3Store

    from gnomon.foundation.storage.cache import BlobCache
    from gnomon.foundation.storage.s3 import S3Blobs

    key_id, secret = settings.s3_access_key_id, settings.s3_secret_access_key
    is_plain_http = (settings.s3_endpoint or "").startswith("http://")
    store = S3Store(
        bucket,
        prefix=prefix or None,
        region=settings.s3_region,
        endpoint=settings.s3_endpoint,
        access_key_id=key_id.get_secret_value() if key_id else None,
        secret_access_key=secret.get_secret_value() if secret else None,
        client_options={"allow_http": is_plain_http, "timeout": timedelta(hours=1)},
        retry_config={"max_retries": 3, "retry_timeout": timedelta(seconds=30)},
    )
    return S3Blobs(store, BlobCache(settings.data_dir / _CACHE_FOLDER, CACHE_BYTES, prepare_file))
