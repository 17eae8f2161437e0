"""One typed `Settings`: read once, in the composition root, from the environment and `.env`."""

import os
from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from gnomon.foundation.kit.contract import Contract

MEBIBYTE = 1024 * 1024


class EngineSettings(Contract):
    """How statements run."""

    workers: int = Field(
        default=2,
        ge=1,
        le=64,
        description="Warm worker processes that answer questions; as many again start where light ones would wait.",
    )
    threads: int = Field(
        default_factory=lambda: os.cpu_count() or 2, ge=1, le=256, description="Threads that one statement may use."
    )
    memory_limit: int = Field(
        default=4096 * MEBIBYTE, ge=256 * MEBIBYTE, description="Bytes of memory that one worker may use."
    )
    query_seconds: float = Field(default=30.0, gt=0, description="Seconds that one question may run.")
    import_seconds: float = Field(default=3600.0, gt=0, description="Seconds that the import of one file may run.")
    max_result_rows: int = Field(default=100_000, ge=1, description="Rows that one result may have.")
    max_concurrent_imports: int = Field(default=1, ge=1, description="Files that are imported at the same time.")
    max_concurrent_exports: int = Field(default=2, ge=1, description="Exports that are written at the same time.")


class ExportSettings(Contract):
    """How much one export may be, and how long it is kept."""

    max_rows: int = Field(default=10_000_000, ge=1, description="Rows that one export may have.")
    max_bytes: int = Field(default=2048 * MEBIBYTE, ge=1, description="Bytes that the file of one export may have.")
    seconds: float = Field(default=3600.0, gt=0, description="Seconds that one export may be written.")
    keep_hours: int = Field(default=24, ge=1, le=720, description="Hours after which the file is removed.")


class RollupSettings(Contract):
    """Which tables are kept that answer additive questions without a look at every row."""

    enabled: bool = Field(default=True, description="Whether roll-ups are made and read.")
    least_rows: int = Field(
        default=250_000, ge=0, description="Rows that a dataset version has at least before roll-ups of it are made."
    )
    max_bytes: int = Field(
        default=256 * MEBIBYTE, ge=0, description="Bytes that the roll-ups of one workspace may take."
    )


class Settings(BaseSettings):
    """Everything that an administrator can set; `docs/settings.md` is generated from it."""

    model_config = SettingsConfigDict(
        env_prefix="GNOMON_",
        env_nested_delimiter="__",
        env_file=".env",
        extra="ignore",
        frozen=True,
        populate_by_name=True,
        hide_input_in_errors=True,
    )

    environment: Literal["production", "development"] = Field(
        default="production", description="`development` prints logs for people instead of JSON."
    )
    data_dir: Path = Field(default=Path(".gnomon"), description="Folder of the SQLite database, blobs and secrets.")
    host: str = Field(default="127.0.0.1", description="Address that the server listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port that the server listens on.")
    public_url: str | None = Field(default=None, description="Address that people type, when a proxy stands in front.")
    trusted_proxies: tuple[str, ...] = Field(
        default=(), description="Addresses whose X-Forwarded-For header is believed (JSON list)."
    )
    allow_signup: bool | None = Field(
        default=None, description="Whether anyone may sign up; by default only when listening on loopback."
    )
    share_links: bool = Field(
        default=True, description="Whether people may share dashboards with anyone by a link; off ends all links, too."
    )
    showcase: bool = Field(
        default=True, description="Whether the landing page shows a live dashboard over bundled sample data."
    )
    visuals_folder: Path | None = Field(
        default=None, description="Folder of custom visuals, each in a folder of its own; none by default."
    )
    visuals_keys: tuple[str, ...] = Field(
        default=(),
        description="Public keys (base64, JSON list); where there are any, custom visuals must be signed by one.",
    )
    setup_token: SecretStr | None = Field(
        default=None, description="Token of the one-time set-up link, instead of a made one (32 characters or more)."
    )
    database_url: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("GNOMON_DATABASE_URL", "DATABASE_URL"),
        description="Metadata database; SQLite in the data folder by default, `postgresql://…` for PostgreSQL.",
    )
    storage_url: str | None = Field(
        default=None, description="Where blobs lie: a folder by default, `s3://bucket/prefix` for S3."
    )
    s3_endpoint: str | None = Field(default=None, description="Address of an S3-compatible store.")
    s3_region: str = Field(default="us-east-1", description="Region of the S3 store.")
    s3_access_key_id: SecretStr | None = Field(default=None, description="Key id of the S3 store.")
    s3_secret_access_key: SecretStr | None = Field(default=None, description="Secret key of the S3 store.")
    redis_url: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("GNOMON_REDIS_URL", "REDIS_URL"),
        description="Redis (private!), for the rates and the results that several servers share.",
    )
    secret_key: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("GNOMON_SECRET_KEY", "JWT_SECRET_KEY", "SECRET_KEY"),
        description="Signing key of access tokens, 32 bytes or more; made at the first start when absent.",
    )
    algorithm: Literal["HS256"] = Field(
        default="HS256",
        validation_alias=AliasChoices("GNOMON_ALGORITHM", "ALGORITHM"),
        description="Signature of access tokens.",
    )
    access_token_minutes: int = Field(
        default=60,
        ge=1,
        validation_alias=AliasChoices("GNOMON_ACCESS_TOKEN_MINUTES", "ACCESS_TOKEN_EXPIRE_MINUTES"),
        description="Minutes that an access token is good for.",
    )
    refresh_token_days: int = Field(default=30, ge=1, description="Days that a session lasts without being used.")
    cors_origins: tuple[str, ...] = Field(
        default=(),
        validation_alias=AliasChoices("GNOMON_CORS_ORIGINS", "CORS_ORIGINS"),
        description="Other sites whose pages may call the API (JSON list).",
    )
    max_file_size: int = Field(
        default=104_857_600,
        ge=1,
        validation_alias=AliasChoices("GNOMON_MAX_FILE_SIZE", "MAX_FILE_SIZE"),
        description="Bytes that one uploaded file may have.",
    )
    storage_quota: int = Field(default=10_737_418_240, ge=1, description="Bytes that one workspace may keep.")
    cache_bytes: int = Field(default=64 * MEBIBYTE, ge=0, description="Bytes of results kept in memory.")
    cache_seconds: int = Field(default=300, ge=0, description="Seconds that a result is kept, in memory and in Redis.")
    log_level: Literal["debug", "info", "warning", "error"] = Field(default="info", description="Least level logged.")
    metrics_token: SecretStr | None = Field(
        default=None, description="Bearer token that `/metrics` asks for; without one it answers on loopback only."
    )
    engine: EngineSettings = Field(default_factory=EngineSettings, description="How statements run.")
    rollups: RollupSettings = Field(
        default_factory=RollupSettings,
        description="Which tables are kept that answer additive questions without a look at every row.",
    )
    exports: ExportSettings = Field(
        default_factory=ExportSettings, description="How much one export may be, and how long it is kept."
    )
    rate_limit_auth: str = Field(
        default="5/minute",
        validation_alias=AliasChoices("GNOMON_RATE_LIMIT_AUTH", "RATE_LIMIT_AUTH"),
        description="Sign-in attempts per account and per address; `off` for none.",
    )
    rate_limit_queries: str = Field(
        default="30/minute",
        validation_alias=AliasChoices("GNOMON_RATE_LIMIT_QUERIES", "RATE_LIMIT_QUERIES"),
        description="Hand-written and plain-word questions that miss the cache, per user.",
    )
    rate_limit_uploads: str = Field(
        default="10/hour",
        validation_alias=AliasChoices("GNOMON_RATE_LIMIT_UPLOADS", "RATE_LIMIT_UPLOADS"),
        description="Drops of files per user; several dropped together are one.",
    )
    rate_limit_default: str = Field(
        default="100/minute",
        validation_alias=AliasChoices("GNOMON_RATE_LIMIT_DEFAULT", "RATE_LIMIT_DEFAULT"),
        description="Requests per address when nobody is signed in.",
    )
    rate_limit_signed_in: str = Field(
        default="1200/minute",
        validation_alias=AliasChoices("GNOMON_RATE_LIMIT_SIGNED_IN", "RATE_LIMIT_SIGNED_IN"),
        description="Requests per signed-in user.",
    )
    rate_limit_visitors: str = Field(
        default="6000/minute",
        validation_alias=AliasChoices("GNOMON_RATE_LIMIT_VISITORS", "RATE_LIMIT_VISITORS"),
        description="Requests per share link or embed, of all its visitors together once they are let in.",
    )

    @property
    def metadata_url(self) -> str:
        """Address of the metadata database, with the default filled in."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data_dir.resolve() / 'gnomon.db'}"

    @property
    def is_loopback(self) -> bool:
        """Whether the server can be reached from this machine only."""
        return self.host in {"127.0.0.1", "::1", "localhost"}

    @property
    def is_signup_open(self) -> bool:
        """Whether anyone who reaches the server may sign up."""
        return self.is_loopback if self.allow_signup is None else self.allow_signup
