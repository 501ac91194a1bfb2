package io.aios.federation.infrastructure.mcp;

import io.aios.federation.domain.Connection;
import io.aios.federation.domain.Credential;
import io.aios.federation.domain.CredentialOwner;
import io.aios.federation.domain.ExternalServer;
import io.aios.federation.usecase.KeepServers;
import io.aios.federation.usecase.PeerFailure;
import io.aios.federation.usecase.PeerFailure.Code;
import io.aios.federation.usecase.Peers;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** A link for each server, or for each user of it where users have credentials of their own. */
@Component
class LinkedPeers implements Peers, DisposableBean {
  private static final int CALLS_SEEN = 6;
  private static final int CALLS_JUDGED = 3;
  private static final double BACKOFF = 2;

  private final Transports<Connection.Http> http;
  private final Transports<Connection.Stdio> stdio;
  private final ObjectProvider<KeepServers> keep;
  private final PeerProperties properties;
  private final CircuitBreakerConfig breakers;
  private final Map<Key, Linked> links = new ConcurrentHashMap<>();

  LinkedPeers(
      Transports<Connection.Http> http,
      Transports<Connection.Stdio> stdio,
      ObjectProvider<KeepServers> keep,
      PeerProperties properties) {
    this.http = http;
    this.stdio = stdio;
    this.keep = keep;
    this.properties = properties;
    this.breakers = breakers(properties);
  }

  private record Key(String alias, CredentialOwner owner) {}

  private record Linked(Connection connection, Credential credential, Link link) {
    boolean isFor(ExternalServer server, Access access) {
      return connection.equals(server.connection()) && credential.equals(access.credential());
    }
  }

  /** What one caller gives up, or what the server says no to, is no failure of the server. */
  private static CircuitBreakerConfig breakers(PeerProperties properties) {
    return CircuitBreakerConfig.custom()
        .slidingWindowSize(CALLS_SEEN)
        .minimumNumberOfCalls(CALLS_JUDGED)
        .permittedNumberOfCallsInHalfOpenState(1)
        .waitIntervalFunctionInOpenState(
            IntervalFunction.ofExponentialBackoff(
                properties.firstPause(), BACKOFF, properties.longestPause()))
        .recordException(
            failure ->
                failure instanceof PeerFailure peer
                    && switch (peer.code()) {
                      case SERVER_UNREACHABLE, TIMED_OUT, ANSWER_UNUSABLE -> true;
                      case CREDENTIAL_REFUSED,
                          SERVER_REFUSED,
                          CANCELLED,
                          ANSWER_TOO_LONG,
                          SERVER_FAILING ->
                          false;
                    })
        .build();
  }

  @Override
  public List<ObjectNode> tools(
      ExternalServer server, Access access, Duration timeout, Duration maxAge) {
    return link(server, access).tools(timeout, maxAge);
  }

  @Override
  public ObjectNode call(ExternalServer server, Access access, Call call) {
    return link(server, access).call(call);
  }

  @Override
  public void check(Connection connection) {
    switch (connection) {
      case Connection.Http known -> http.check(known);
      case Connection.Stdio known -> stdio.check(known);
    }
  }

  private Link link(ExternalServer server, Access access) {
    Key key = new Key(server.alias(), access.owner());
    Linked known = links.get(key);
    if (known == null || !known.isFor(server, access)) {
      known = links.compute(key, (same, before) -> linked(same, before, server, access));
    }
    return known.link();
  }

  private Linked linked(Key key, @Nullable Linked before, ExternalServer server, Access access) {
    if (before != null && before.isFor(server, access)) {
      return before;
    }
    if (before != null) {
      before.link().close();
    } else if (links.size() >= properties.maxLinks()) {
      throw new PeerFailure(
          Code.SERVER_FAILING,
          "%d sessions with external servers are open, as many as allowed"
              .formatted(properties.maxLinks()));
    }
    Link link =
        new Link(
            () -> open(server.connection(), access.credential(), server.alias()),
            () -> keep.getObject().toolsChanged(key.alias()),
            CircuitBreaker.of(key.alias(), breakers),
            properties.openTimeout());
    return new Linked(server.connection(), access.credential(), link);
  }

  private Transport open(Connection connection, Credential credential, String name) {
    return switch (connection) {
      case Connection.Http known -> http.open(known, credential, name);
      case Connection.Stdio known -> stdio.open(known, credential, name);
    };
  }

  @Override
  public void close(String alias) {
    links.keySet().stream().filter(key -> key.alias().equals(alias)).forEach(this::close);
  }

  @Override
  public void closeIdle() {
    links.forEach(
        (key, linked) -> {
          if (linked.link().isIdle(properties.idle())) {
            close(key);
          }
        });
  }

  private void close(Key key) {
    Linked linked = links.remove(key);
    if (linked != null) {
      linked.link().close();
    }
  }

  @Override
  public void destroy() {
    links.keySet().forEach(this::close);
  }
}
