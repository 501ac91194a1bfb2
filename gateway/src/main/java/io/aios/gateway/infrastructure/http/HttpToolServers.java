package io.aios.gateway.infrastructure.http;

import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.infrastructure.discovery.Instances;
import io.aios.gateway.infrastructure.discovery.Instances.Instance;
import io.aios.gateway.infrastructure.discovery.Instances.NoInstance;
import io.aios.gateway.infrastructure.http.UpstreamClient.ToolConnections;
import io.aios.gateway.usecase.ServerGuards;
import io.aios.gateway.usecase.ServerGuards.Passage;
import io.aios.gateway.usecase.ToolReply;
import io.aios.gateway.usecase.ToolRequest;
import io.aios.gateway.usecase.ToolServers;
import io.aios.platform.tomcat.InMemoryConnector;
import io.aios.platform.web.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.springframework.stereotype.Component;

/**
 * Sends calls to an instance of the tool's service: over HTTP, or in memory to one in this JVM.
 *
 * <p>A call that was not sent, because nobody listens, goes to another instance, and waits a while
 * for a service that answered lately: it is being restarted. A call that may have been carried out
 * is sent again, once, only if its tool is idempotent.
 */
@Component
final class HttpToolServers implements ToolServers {
  private static final String DEADLINE_HEADER = "X-Aios-Timeout-Ms";
  private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  private final CloseableHttpClient client;
  private final PoolingHttpClientConnectionManager connections;
  private final RequestConfig config;
  private final Instances instances;
  private final ServerGuards guards;
  private final CallWatch watch;
  private final long patienceNanos;
  private final Duration maxCall;
  private final boolean inMemory;
  private final ConcurrentMap<String, AtomicLong> answeredAt = new ConcurrentHashMap<>();

  HttpToolServers(
      ToolConnections connections,
      Instances instances,
      ServerGuards guards,
      CallWatch watch,
      UpstreamProperties properties) {
    this.client = connections.client();
    this.connections = connections.pool();
    this.config = connections.config();
    this.instances = instances;
    this.guards = guards;
    this.watch = watch;
    this.maxCall = properties.maxCall();
    this.patienceNanos = properties.restartPatience().toNanos();
    this.inMemory = properties.inMemory();
  }

  @Override
  public ToolReply call(ToolRequest request) {
    String service = request.tool().service();
    Passage passage = guards.enter(request.tool().guard());
    boolean callersTimeout = request.timeout().compareTo(request.tool().timeout()) < 0;
    RunningCall running =
        new RunningCall(request.timeout(), maxCall, callersTimeout, request.connection());
    watch.add(running);
    HttpToolReply reply = new HttpToolReply(service, running, passage, watch);
    try {
      return reply.answeredBy(send(request, running));
    } catch (IOException e) {
      throw reply.failed(e);
    } catch (RuntimeException e) {
      reply.close();
      throw e;
    }
  }

  private ClassicHttpResponse send(ToolRequest request, RunningCall running) throws IOException {
    String service = request.tool().service();
    boolean mayRepeat = request.tool().idempotent();
    for (int attempt = 1; ; attempt++) {
      try {
        ClassicHttpResponse response = sendTo(instances.choose(service), request, running);
        answeredAt.computeIfAbsent(service, s -> new AtomicLong()).setPlain(System.nanoTime());
        return response;
      } catch (ConnectException
          | ConnectTimeoutException
          | NoRouteToHostException
          | UnknownHostException
          | NoInstance unreachable) {
        awaitAnother(service, running, attempt, unreachable);
      } catch (IOException broken) {
        // Whatever else waits in the pool for this process is dead as well.
        connections.closeIdle(TimeValue.ZERO_MILLISECONDS);
        if (!mayRepeat || running.end() != RunningCall.End.RUNNING) {
          throw broken;
        }
        mayRepeat = false;
      }
    }
  }

  /** Returns when the call may be tried again. */
  private void awaitAnother(String service, RunningCall running, int attempt, Exception cause) {
    AtomicLong answered = answeredAt.get(service);
    boolean wait =
        running.end() == RunningCall.End.RUNNING
            && answered != null
            && System.nanoTime() - answered.get() < patienceNanos;
    if (attempt > 1 && !wait) {
      throw new Problem(ProblemType.SERVICE_UNAVAILABLE, service + " cannot be reached", cause);
    }
    if (attempt > 1) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private ClassicHttpResponse sendTo(Instance instance, ToolRequest request, RunningCall running)
      throws IOException {
    Map<String, String> headers = headers(request);
    Optional<InMemoryConnector> sameJvm =
        inMemory
            ? InMemoryConnector.at(instance.base().getHost(), instance.base().getPort())
            : Optional.empty();
    if (sameJvm.isPresent()) {
      return InMemoryHop.send(sameJvm.get(), request, headers, running);
    }
    HttpPost post = post(request, instance, headers);
    running.runs(post);
    return client.executeOpen(instance.host(), post, null);
  }

  private Map<String, String> headers(ToolRequest request) {
    Map<String, String> headers = new HashMap<>(request.headers());
    headers.put("Authorization", "Bearer " + request.token());
    headers.put(DEADLINE_HEADER, String.valueOf(request.timeout().toMillis()));
    Traces.addTo(headers::put);
    return headers;
  }

  private HttpPost post(ToolRequest request, Instance instance, Map<String, String> headers) {
    HttpPost post = new HttpPost(instance.mcp(request.tool().path()));
    post.setConfig(config);
    headers.forEach(post::setHeader);
    ByteBuffer body = request.body();
    post.setEntity(
        new ByteArrayEntity(
            body.array(), body.arrayOffset(), body.remaining(), ContentType.APPLICATION_JSON));
    return post;
  }
}
