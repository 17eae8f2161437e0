"""Storage: blobs by key, in a folder by default, on S3 by setting; workers read them as local files."""

from gnomon.foundation.storage.contracts import Blobs, BlobTooLarge, PrepareFile, StoredBlob
from gnomon.foundation.storage.make import local_folders, make_blobs

__all__ = ["BlobTooLarge", "Blobs", "PrepareFile", "StoredBlob", "local_folders", "make_blobs"]
