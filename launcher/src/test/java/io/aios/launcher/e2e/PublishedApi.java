package io.aios.launcher.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The operations of the OpenAPI document that a gateway serves. */
final class PublishedApi {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final JsonNode document;
  private final List<Operation> operations = new ArrayList<>();

  /**
   * @param method in capitals
   * @param path with names in braces
   * @param parameters of the path, the query and headers, references followed
   * @param body its schema, references followed at the top; missing where there is none
   * @param example a body that is as it should be, missing where the document has none
   * @param statuses that the document names
   * @param isStream whether it answers with server-sent events
   */
  record Operation(
      String id,
      String method,
      String path,
      List<JsonNode> parameters,
      JsonNode body,
      JsonNode example,
      Set<Integer> statuses,
      boolean isStream) {
    boolean hasIds() {
      return path.contains("{");
    }

    boolean is(String otherMethod, String otherPath) {
      return method.equals(otherMethod) && path.equals(otherPath);
    }
  }

  private PublishedApi(JsonNode document) {
    this.document = document;
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        if (METHODS.contains(method.getKey())) {
          operations.add(operation(path, method));
        }
      }
    }
  }

  static PublishedApi of(RunningSuite suite) throws Exception {
    return new PublishedApi(
        JsonMapper.builder().build().readTree(suite.get("/openapi.json", "").body()));
  }

  List<Operation> operations() {
    return List.copyOf(operations);
  }

  /** The path with these values, as they are sent, for its names. */
  static String at(String path, Map<String, String> values) {
    String address = path;
    for (Map.Entry<String, String> value : values.entrySet()) {
      address = address.replace("{" + value.getKey() + "}", value.getValue());
    }
    return address;
  }

  private Operation operation(
      Map.Entry<String, JsonNode> path, Map.Entry<String, JsonNode> method) {
    JsonNode described = method.getValue();
    List<JsonNode> parameters = new ArrayList<>();
    path.getValue().path("parameters").forEach(each -> parameters.add(resolved(each)));
    described.path("parameters").forEach(each -> parameters.add(resolved(each)));
    JsonNode content = described.path("requestBody").path("content").path("application/json");
    JsonNode responses = described.path("responses");
    return new Operation(
        described.path("operationId").asString(),
        method.getKey().toUpperCase(Locale.ROOT),
        path.getKey(),
        parameters,
        resolved(content.path("schema")),
        content.has("example") ? content.path("example") : content.at("/examples/call/value"),
        responses.propertyNames().stream()
            .map(Integer::valueOf)
            .collect(Collectors.toCollection(TreeSet::new)),
        responses.path("200").path("content").has("text/event-stream"));
  }

  /** What a reference leads to. */
  JsonNode resolved(JsonNode node) {
    JsonNode here = node;
    while (here.has("$ref")) {
      here = document.at(here.path("$ref").asString().substring(1));
    }
    return here;
  }
}
