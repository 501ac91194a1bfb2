package io.aios.orchestrator.infrastructure.mcp;

import io.aios.mcp.McpError;
import io.aios.mcp.client.McpClient;
import io.aios.mcp.client.McpUnreachable;
import io.aios.mcp.client.ToolRequest;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.usecase.CallListener;
import io.aios.orchestrator.usecase.ToolAnswer;
import io.aios.orchestrator.usecase.ToolDescriptor;
import io.aios.orchestrator.usecase.ToolInvocation;
import io.aios.orchestrator.usecase.Tools;
import io.aios.platform.tools.ToolMeta;
import io.aios.platform.web.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls tools through the gateway. What the gateway turned away before it reached the tool is tried
 * again for a while; a call that may have had its effect only if it is repeatable.
 */
@Component("mcpTools")
final class McpTools implements Tools {
  private static final String AUTHORIZATION = "Authorization";
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(2);

  private final McpClient gateway;
  private final Catalogue catalogue;
  private final GatewayTokens tokens;
  private final GatewayProperties properties;
  private final InstantSource clock;

  McpTools(
      McpClient gateway,
      Catalogue catalogue,
      GatewayTokens tokens,
      GatewayProperties properties,
      InstantSource clock) {
    this.gateway = gateway;
    this.catalogue = catalogue;
    this.tokens = tokens;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public Optional<ToolDescriptor> find(String name) {
    return catalogue.find(name);
  }

  @Override
  public ToolAnswer call(ToolInvocation call) throws InterruptedException {
    AtomicInteger tries = new AtomicInteger();
    try {
      return retries(call)
          .execute(
              () -> {
                int number = tries.incrementAndGet();
                return Answers.of(gateway.callTool(request(call)), number);
              });
    } catch (RetryException e) {
      if (Thread.interrupted() || e.getCause() instanceof InterruptedException) {
        throw new InterruptedException();
      }
      return Answers.of(e.getCause(), tries.get());
    }
  }

  @Override
  public ToolAnswer preview(
      Principal principal, String tool, ObjectNode arguments, Duration timeout)
      throws InterruptedException {
    Map<String, String> headers = Map.of(AUTHORIZATION, "Bearer " + tokens.of(principal));
    ToolRequest request =
        new ToolRequest(tool, arguments, timeout, null, headers).with(ToolMeta.PREVIEW);
    try {
      return Answers.of(gateway.callTool(request), 1);
    } catch (RuntimeException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return Answers.of(e, 1);
    }
  }

  private RetryTemplate retries(ToolInvocation call) {
    return new RetryTemplate(
        RetryPolicy.builder()
            .predicate(
                failure ->
                    !Thread.currentThread().isInterrupted()
                        && (hadNoEffect(failure) || (call.repeatable() && gotLost(failure))))
            .maxRetries(properties.retries())
            .delay(properties.retryDelay())
            .jitter(properties.retryDelay().dividedBy(2))
            .multiplier(2)
            .maxDelay(LONGEST_DELAY)
            .build());
  }

  private static boolean hadNoEffect(Throwable failure) {
    return switch (failure) {
      case McpUnreachable unreachable -> unreachable.outcome() == McpUnreachable.Outcome.NOT_SENT;
      case McpError refused ->
          refused.httpStatus() == 503 || (refused.httpStatus() == 429 && !Answers.isLoop(refused));
      case Problem noToken -> noToken.type().status() == 503;
      default -> false;
    };
  }

  private static boolean gotLost(Throwable failure) {
    return switch (failure) {
      case McpUnreachable unreachable -> unreachable.outcome() == McpUnreachable.Outcome.UNKNOWN;
      case McpError broken -> broken.httpStatus() == 502;
      default -> false;
    };
  }

  private ToolRequest request(ToolInvocation call) {
    // At each try: waiting for a place, or for the gateway, uses the time up.
    Duration left = Duration.between(clock.instant(), call.until());
    Duration timeout = left.isPositive() ? left : Duration.ofMillis(1);
    return new ToolRequest(
        call.tool(),
        call.arguments(),
        timeout,
        (progress, total, message) -> progress(call.listener(), progress, total, message),
        Map.of(
            AUTHORIZATION,
            "Bearer " + token(call),
            "X-Aios-Command-Id",
            call.commandId().toString(),
            "X-Aios-Timeout-Ms",
            String.valueOf(Math.max(1, timeout.toMillis()))));
  }

  private String token(ToolInvocation call) {
    return call.approved()
        ? tokens.approved(call.principal(), call.tool())
        : tokens.of(call.principal());
  }

  private static void progress(
      CallListener listener,
      double progress,
      double total,
      @org.jspecify.annotations.Nullable String message) {
    listener.progress(total > 0 ? Double.valueOf(progress / total) : null, message);
  }
}
