package io.aios.gateway.infrastructure.http;

import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.infrastructure.discovery.Instances;
import io.aios.gateway.infrastructure.discovery.Instances.Instance;
import io.aios.gateway.usecase.ServerGuards;
import io.aios.gateway.usecase.ServerGuards.Passage;
import io.aios.gateway.usecase.ToolReply;
import io.aios.gateway.usecase.ToolRequest;
import io.aios.gateway.usecase.ToolServers;
import io.aios.platform.web.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.springframework.stereotype.Component;

/** Sends calls to an instance of the tool's service; a second one when the first is not there. */
@Component
final class HttpToolServers implements ToolServers {
  private static final String DEADLINE_HEADER = "X-Aios-Timeout-Ms";
  private static final int INSTANCES_TRIED = 2;

  private final CloseableHttpClient client;
  private final RequestConfig config;
  private final Instances instances;
  private final ServerGuards guards;
  private final CallWatch watch;
  private final Traces traces;

  HttpToolServers(
      CloseableHttpClient toolHttpClient,
      RequestConfig toolRequestConfig,
      Instances instances,
      ServerGuards guards,
      CallWatch watch,
      Traces traces) {
    this.client = toolHttpClient;
    this.config = toolRequestConfig;
    this.instances = instances;
    this.guards = guards;
    this.watch = watch;
    this.traces = traces;
  }

  @Override
  public ToolReply call(ToolRequest request) {
    String service = request.tool().service();
    Passage passage = guards.enter(service);
    boolean callersTimeout = request.timeout().compareTo(request.tool().timeout()) < 0;
    RunningCall running = new RunningCall(request.timeout(), callersTimeout, request.connection());
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
    for (int attempt = 1; ; attempt++) {
      Instance instance = instances.choose(request.tool().service());
      try {
        HttpPost post = post(request, instance);
        running.runs(post);
        return client.executeOpen(instance.host(), post, null);
      } catch (ConnectException
          | ConnectTimeoutException
          | NoRouteToHostException
          | UnknownHostException e) {
        // Nothing was sent, so the call may go to another instance.
        if (attempt == INSTANCES_TRIED || running.end() != RunningCall.End.RUNNING) {
          throw new Problem(
              ProblemType.SERVICE_UNAVAILABLE,
              request.tool().service() + " cannot be reached at " + instance.host(),
              e);
        }
      }
    }
  }

  private HttpPost post(ToolRequest request, Instance instance) {
    HttpPost post = new HttpPost(instance.mcp());
    post.setConfig(config);
    request.headers().forEach(post::setHeader);
    post.setHeader("Authorization", "Bearer " + request.token());
    post.setHeader(DEADLINE_HEADER, String.valueOf(request.timeout().toMillis()));
    traces.addTo(post);
    ByteBuffer body = request.body();
    post.setEntity(
        new ByteArrayEntity(
            body.array(), body.arrayOffset(), body.remaining(), ContentType.APPLICATION_JSON));
    return post;
  }
}
