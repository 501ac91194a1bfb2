package io.aios.mcp.annotation;

import io.aios.mcp.About;
import io.aios.mcp.Annotations;
import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.resources.ReadResult;
import io.aios.mcp.resources.ResourceContents;
import io.aios.mcp.resources.ResourceDescriptor;
import io.aios.mcp.resources.ResourceSet;
import io.aios.mcp.resources.ResourceTemplate;
import io.aios.mcp.server.Caching;
import io.aios.mcp.server.McpExchange;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A method with {@link McpResource}. */
final class AnnotatedResource {
  private final RecordMethod method;

  AnnotatedResource(Object bean, Method method) {
    Class<?> answer = method.getReturnType();
    if (answer != String.class && answer != byte[].class && answer != ReadResult.class) {
      throw new IllegalStateException(method + " must return a String, bytes or a ReadResult");
    }
    this.method = new RecordMethod(bean, method, McpExchange.class);
  }

  void addTo(ResourceSet.Builder resources, McpResource resource) {
    About plain = About.of(resource.description());
    About about = resource.title().isEmpty() ? plain : plain.titled(resource.title());
    String uri = resource.uri();
    String name = resource.name();
    String type = resource.mimeType();
    if (uri.contains("{")) {
      resources.template(
          ResourceTemplate.of(uri, name, type, about, Annotations.NONE),
          (actual, variables, exchange) -> read(resource, actual, variables, exchange));
    } else {
      resources.resource(
          ResourceDescriptor.of(uri, name, type, about, Annotations.NONE),
          exchange ->
              read(resource, uri, Map.of(), exchange)
                  .orElseThrow(() -> McpError.resourceNotFound(uri, exchange.era())));
    }
  }

  /** Values that do not make the record are those of no resource. */
  private Optional<ReadResult> read(
      McpResource resource, String uri, Map<String, String> variables, McpExchange exchange) {
    ObjectNode json = McpJson.object();
    variables.forEach(json::put);
    try {
      return Optional.ofNullable(Invocation.of(method, json, exchange))
          .map(answer -> result(resource, uri, answer));
    } catch (UnreadableArguments noSuchResource) {
      return Optional.empty();
    }
  }

  private static ReadResult result(McpResource resource, String uri, Object answer) {
    Caching caching = new Caching(Duration.ofSeconds(resource.ttlSeconds()), false);
    String type = resource.mimeType();
    return switch (answer) {
      case ReadResult result -> result;
      case byte[] bytes -> ReadResult.of(ResourceContents.Blob.of(uri, type, bytes), caching);
      default -> ReadResult.of(new ResourceContents.Text(uri, type, answer.toString()), caching);
    };
  }
}
