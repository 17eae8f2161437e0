# syntax=docker/dockerfile:1
# Three stages: the front end, the wheel with it, and a small image that runs as nobody in particular.

FROM node:20-bookworm-slim AS web
WORKDIR /build/web
COPY web/package.json web/package-lock.json web/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY web/ ./
RUN npm run build

FROM python:3.11-slim-bookworm AS wheel
WORKDIR /build
RUN pip install --no-cache-dir uv==0.13.8
COPY pyproject.toml README.md CHANGELOG.md ./
COPY requirements/ requirements/
COPY src/ src/
COPY --from=web /build/src/gnomon/api/static/ src/gnomon/api/static/
COPY --from=web /build/src/gnomon/dashboards/samples/data/ src/gnomon/dashboards/samples/data/
RUN uv venv /opt/gnomon \
 && uv pip sync --compile-bytecode --python /opt/gnomon/bin/python --require-hashes requirements/all.txt \
 && uv build --wheel --out-dir dist \
 && uv pip install --compile-bytecode --python /opt/gnomon/bin/python --no-deps dist/*.whl

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin gnomon && install -d -o gnomon -g gnomon -m 0711 /data
COPY --from=wheel /opt/gnomon /opt/gnomon
ENV PATH=/opt/gnomon/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    GNOMON_HOST=0.0.0.0 \
    GNOMON_DATA_DIR=/data
USER gnomon
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health/live', timeout=4)"]
CMD ["gnomon", "serve"]
