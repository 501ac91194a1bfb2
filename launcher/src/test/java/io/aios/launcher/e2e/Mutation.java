package io.aios.launcher.e2e;

import io.aios.launcher.e2e.PublishedApi.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request that is wrong in one way.
 *
 * @param kind of what was done to it
 * @param address the path with its query
 */
record Mutation(
    String kind,
    String method,
    String address,
    List<Map.Entry<String, String>> headers,
    String body) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** In JSON. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "1e400",
          "123456789012345678901234567890",
          "0.5",
          "\"\"",
          "[]",
          "[[[[[[]]]]]]",
          "{\"$ref\":\"#\"}",
          "\"\\u0000\"",
          "\"\\u202e\\ud83d\\ude00\\ufeff\"",
          "\"\\ud800\"",
          "\"'; drop table x; --\"",
          "\"${jndi:ldap://127.0.0.1/x}\"",
          "\"../../etc/passwd\"",
          "{\"@type\":\"java.lang.Runtime\"}");

  /** As they stand in a path or a query, encoded. */
  private static final List<String> TEXTS =
      List.of(
          "%00",
          "%0d%0aX-Injected:%201",
          "%2e%2e%2f%2e%2e%2fetc",
          "..%2f",
          "%ff%fe",
          "a;b=c",
          "%F0%9F%98%80",
          "-1",
          "99999999999999999999",
          "%27%20or%201=1--",
          "%25%32%66",
          "null",
          "a".repeat(3000),
          "%7B%7D",
          "%5c",
          "00000000-0000-0000-0000-000000000000");

  private static final List<String> TYPES =
      List.of(
          "text/plain",
          "application/xml",
          "multipart/form-data",
          "application/json;charset=utf-7",
          "application/x-www-form-urlencoded",
          "nonsense",
          "application/json/json",
          "*/*");

  private enum Kind {
    MEMBER,
    EXTRA,
    MISSING,
    WHOLE,
    BROKEN,
    TYPE,
    QUERY,
    TWICE,
    PATH,
    ACCEPT
  }

  /**
   * @param number of the mutation among the operation's own
   */
  static Mutation of(Operation operation, int number, Random random) {
    List<Kind> kinds = new ArrayList<>(List.of(Kind.QUERY, Kind.TWICE, Kind.ACCEPT));
    if (operation.hasIds()) {
      kinds.add(0, Kind.PATH);
      kinds.add(1, Kind.PATH);
    }
    if (!operation.body().isMissingNode()) {
      kinds.addAll(
          0, List.of(Kind.MEMBER, Kind.EXTRA, Kind.MISSING, Kind.WHOLE, Kind.BROKEN, Kind.TYPE));
    }
    // The first two are one of each end; the others are any.
    Kind kind =
        switch (number) {
          case 0 -> kinds.getFirst();
          case 1 -> kinds.get(kinds.size() / 2);
          default -> kinds.get(random.nextInt(kinds.size()));
        };
    return made(operation, kind, random);
  }

  private static Mutation made(Operation operation, Kind kind, Random random) {
    String path = path(operation, kind == Kind.PATH ? random : null);
    ObjectNode body = template(operation);
    String text = body.toString();
    String type = "application/json";
    String query = "";
    String accept = "application/json";
    switch (kind) {
      case MEMBER -> text = withMember(body, random);
      case EXTRA -> text = body.put("unheard" + random.nextInt(), 1).toString();
      case MISSING -> text = without(body, random);
      case WHOLE -> text = any(VALUES, random);
      case BROKEN -> text = broken(text, random);
      case TYPE -> type = any(TYPES, random);
      case QUERY -> query = "?" + parameter(operation, random) + "=" + any(TEXTS, random);
      case TWICE -> {
        String name = parameter(operation, random);
        query = "?" + name + "=1&" + name + "=" + any(TEXTS, random) + "&" + name;
      }
      case ACCEPT -> accept = any(TYPES, random);
      case PATH -> {}
    }
    boolean empty = operation.method().equals("GET") || operation.method().equals("DELETE");
    List<Map.Entry<String, String>> headers =
        List.of(Map.entry("Content-Type", type), Map.entry("Accept", accept));
    return new Mutation(
        kind.name(),
        operation.method(),
        path + query,
        headers,
        empty ? "" : text);
  }

  private static String path(Operation operation, @Nullable Random random) {
    String path = operation.path();
    for (JsonNode parameter : operation.parameters()) {
      if (parameter.path("in").asString().equals("path")) {
        String value =
            random == null
                ? parameter.path("example").asString("00000000-0000-0000-0000-000000000001")
                : any(TEXTS, random);
        path = path.replace("{" + parameter.path("name").asString() + "}", value);
      }
    }
    return path;
  }

  private static ObjectNode template(Operation operation) {
    if (operation.example() instanceof ObjectNode example) {
      return example.deepCopy();
    }
    ObjectNode body = JSON.createObjectNode();
    for (String member : operation.body().path("properties").propertyNames()) {
      body.put(member, "x");
    }
    return body;
  }

  private static String withMember(ObjectNode body, Random random) {
    List<String> members = List.copyOf(body.propertyNames());
    String member = members.isEmpty() ? "x" : any(members, random);
    body.put(member, "THE-VALUE");
    return body.toString().replace("\"THE-VALUE\"", any(VALUES, random));
  }

  private static String without(ObjectNode body, Random random) {
    List<String> members = List.copyOf(body.propertyNames());
    return members.isEmpty() ? "" : body.without(any(members, random)).toString();
  }

  private static String broken(String text, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, text.length() - 1);
      case 1 -> "[".repeat(5000);
      case 2 -> text + text;
      default -> "{\"a\":1,\"a\":2,\"" + "k".repeat(60_000) + "\":\u0001}";
    };
  }

  private static String parameter(Operation operation, Random random) {
    List<String> names =
        operation.parameters().stream()
            .filter(each -> each.path("in").asString().equals("query"))
            .map(each -> each.path("name").asString())
            .toList();
    return names.isEmpty()
        ? "unheard"
        : URLEncoder.encode(any(names, random), StandardCharsets.UTF_8);
  }

  private static <T> T any(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }

  @Override
  public String toString() {
    return "%s %s %s %s %s".formatted(kind, method, cut(address), headers, cut(body));
  }

  private static String cut(String text) {
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }
}
