# syntax=docker/dockerfile:1
FROM python:3.11-slim AS build
WORKDIR /smeta
RUN python -m venv /venv
COPY constraints.txt pyproject.toml ./
RUN /venv/bin/pip install --no-cache-dir --no-deps --index-url https://download.pytorch.org/whl/cpu torch==2.13.0
COPY . .
RUN /venv/bin/pip install --no-cache-dir -c constraints.txt ".[postgres,openai]"

FROM python:3.11-slim
RUN useradd --create-home --uid 10001 smeta && mkdir /data && chown smeta /data
COPY --from=build /venv /venv
USER smeta
ENV PATH=/venv/bin:$PATH SMETA_DATA=/data SMETA_HOST=0.0.0.0 SMETA_PORT=7860 HF_HUB_OFFLINE=1 ANONYMIZED_TELEMETRY=False
WORKDIR /home/smeta
VOLUME /data
EXPOSE 7860
HEALTHCHECK --interval=30s --start-period=60s CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:7860/', timeout=5)"]
CMD ["python", "-m", "app"]
