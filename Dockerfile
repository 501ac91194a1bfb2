# One image for every service of AIOS, for the launcher's container and for Kafka; its first argument says which: see deployment/image/entrypoint.
ARG BUILD_IMAGE=eclipse-temurin:25-jdk
ARG BASE_IMAGE=eclipse-temurin:25-jre

FROM ${BUILD_IMAGE} AS build
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -ntp -pl launcher -am package -Dmaven.test.skip=true -Dspotless.check.skip=true \
 && mkdir /libraries \
 && cp launcher/target/aios/lib/*.jar launcher/target/launcher-*.jar /libraries/

FROM ${BASE_IMAGE}
# The sandbox of Python and of programs; services that run none do not use it.
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
      bash bubblewrap ca-certificates procps python3 python3-matplotlib python3-numpy util-linux \
 && rm -rf /var/lib/apt/lists/* /var/log/* /var/cache/debconf

ARG UID=10001
# A new volume takes its owner from the folder that it is mounted on: each folder is there, and is the suite's.
ARG CONTAINERS="discovery security-manager gateway orchestrator federation mcp-sysops mcp-python postgres redis kafka"
RUN groupadd --gid ${UID} aios \
 && useradd --uid ${UID} --gid ${UID} --home-dir /var/lib/aios --no-create-home --shell /usr/sbin/nologin aios \
 && install -d -m 0700 -o aios -g aios /etc/aios /var/lib/aios /srv/security-manager \
 && for each in ${CONTAINERS}; do install -d -m 0755 -o aios -g aios /srv/aios/${each}; done

COPY deployment/image/entrypoint deployment/image/probe /opt/aios/bin/
COPY deployment/image/java.args /opt/aios/
COPY --from=build /libraries /opt/aios/lib
RUN ln -s /opt/aios/bin/entrypoint /usr/local/bin/aios

USER ${UID}:${UID}
WORKDIR /tmp
ENV LANG=C.UTF-8 \
    AIOS_DATA=/var/lib/aios \
    SPRING_CONFIG_ADDITIONAL_LOCATION=optional:file:/etc/aios/
HEALTHCHECK --interval=10s --timeout=5s --start-period=3m --retries=3 CMD ["/opt/aios/bin/probe"]
ENTRYPOINT ["/opt/aios/bin/entrypoint"]
CMD ["--help"]
