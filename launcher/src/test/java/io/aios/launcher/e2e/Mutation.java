package io.aios.launcher.e2e;

import io.aios.launcher.e2e.PublishedApi.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request that is wrong in one way.
 *
 * @param kind of what was done to it
 * @param address the path with its query
 */
record Mutation(
    Kind kind,
    String method,
    String address,
    List<Map.Entry<String, String>> headers,
    String body) {

  enum Kind {
    /** One member has a value that its schema does not allow. */
    MEMBER,
    /** A member that nobody knows. */
    EXTRA,
    MISSING,
    /** No object at all. */
    WHOLE,
    /** No JSON. */
    BROKEN,
    /** Over the size limit, or nested deeply. */
    HUGE,
    TYPE,
    QUERY,
    TWICE,
    PATH,
    ACCEPT,
    HEADER
  }

  private static final List<Kind> OF_BODIES =
      List.of(
          Kind.MEMBER,
          Kind.MEMBER,
          Kind.EXTRA,
          Kind.MISSING,
          Kind.WHOLE,
          Kind.BROKEN,
          Kind.HUGE,
          Kind.TYPE);

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
          "%E2%80%AE%EF%BB%BF",
          "00000000-0000-0000-0000-000000000000");

  private static final List<String> TYPES =
      List.of(
          "text/plain",
          "application/xml",
          "multipart/form-data",
          "multipart/form-data; boundary=x",
          "application/json;charset=utf-7",
          "application/x-www-form-urlencoded",
          "nonsense",
          "application/json/json",
          "*/*");

  private static final List<Map.Entry<String, String>> HEADERS =
      List.of(
          Map.entry("X-Forwarded-For", "';--"),
          Map.entry("X-Forwarded-Prefix", "/../.."),
          Map.entry("X-Http-Method-Override", "DELETE"),
          Map.entry("Content-Encoding", "gzip"),
          Map.entry("If-None-Match", "\u00ff, W/\"x"),
          Map.entry("If-Modified-Since", "yesterday"),
          Map.entry("Range", "bytes=9-1"),
          Map.entry("Last-Event-ID", "-99999999999999999999"),
          Map.entry("Accept-Language", "*;q=nonsense"),
          Map.entry("Accept-Encoding", "*;q=-1"),
          Map.entry("traceparent", "00-zz-zz-zz"),
          Map.entry("Cookie", "JSESSIONID=1; =; a"),
          Map.entry("Origin", "null"),
          Map.entry("X-Aios-Command-Id", "1"),
          Map.entry("X-Large", "a".repeat(6_000)));

  /**
   * @param number of the mutation among the operation's own, which take turns at the kinds
   * @param values for names in the path
   */
  static Mutation of(Operation operation, int number, Map<String, String> values, Random random) {
    List<Kind> kinds = new ArrayList<>();
    if (!operation.body().isMissingNode()) {
      kinds.addAll(OF_BODIES);
    }
    if (operation.hasIds()) {
      kinds.add(Kind.PATH);
      kinds.add(Kind.PATH);
    }
    kinds.addAll(List.of(Kind.QUERY, Kind.HEADER, Kind.TWICE, Kind.ACCEPT));
    return made(operation, kinds.get(number % kinds.size()), values, random);
  }

  private static Mutation made(
      Operation operation, Kind kind, Map<String, String> values, Random random) {
    String path = path(operation, kind == Kind.PATH, values, random);
    ObjectNode body = SampleBodies.of(operation);
    String text = body.toString();
    String type = "application/json";
    String query = "";
    String accept = "application/json";
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    switch (kind) {
      case MEMBER -> text = withMember(operation, body, random);
      case EXTRA -> text = body.put("unheard" + random.nextInt(10), 1).toString();
      case MISSING -> text = without(body, random);
      case WHOLE -> text = SampleBodies.any(SampleBodies.WRONG, random);
      case BROKEN -> text = broken(text, random);
      case HUGE -> text = huge(body, random);
      case TYPE -> type = SampleBodies.any(TYPES, random);
      case QUERY ->
          query = "?" + parameter(operation, random) + "=" + SampleBodies.any(TEXTS, random);
      case TWICE -> {
        String name = parameter(operation, random);
        query = "?" + name + "=1&" + name + "=" + SampleBodies.any(TEXTS, random) + "&" + name;
      }
      case ACCEPT -> accept = SampleBodies.any(TYPES, random);
      case HEADER -> headers.add(SampleBodies.any(HEADERS, random));
      case PATH -> {}
    }
    headers.add(Map.entry("Content-Type", type));
    headers.add(Map.entry("Accept", accept));
    String sent = operation.body().isMissingNode() ? "" : text;
    return new Mutation(kind, operation.method(), path + query, List.copyOf(headers), sent);
  }

  private static String path(
      Operation operation, boolean wrong, Map<String, String> values, Random random) {
    String path = operation.path();
    for (JsonNode parameter : operation.parameters()) {
      if (parameter.path("in").asString().equals("path")) {
        String name = parameter.path("name").asString();
        String value =
            wrong ? SampleBodies.any(TEXTS, random) : values.getOrDefault(name, unknown(parameter));
        path = path.replace("{" + name + "}", value);
      }
    }
    return path;
  }

  /** An id that nothing has. */
  private static String unknown(JsonNode parameter) {
    return parameter.at("/schema/type").asString("").equals("integer")
        ? "999999999"
        : parameter.path("example").asString("00000000-0000-0000-0000-000000000001");
  }

  private static String withMember(Operation operation, ObjectNode body, Random random) {
    List<String> members = List.copyOf(operation.body().path("properties").propertyNames());
    String member = members.isEmpty() ? "x" : SampleBodies.any(members, random);
    JsonNode schema = operation.body().path("properties").path(member);
    return SampleBodies.with(body, member, SampleBodies.wrong(schema, random));
  }

  private static String without(ObjectNode body, Random random) {
    List<String> members = List.copyOf(body.propertyNames());
    return members.isEmpty()
        ? ""
        : body.deepCopy().without(SampleBodies.any(members, random)).toString();
  }

  private static String broken(String text, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, text.length() - 1);
      case 1 -> text + text;
      case 2 -> "\u0000\u0001";
      default -> "{\"a\":1,\"a\":2,\"" + "k".repeat(60_000) + "\":\u0001}";
    };
  }

  private static String huge(ObjectNode body, Random random) {
    List<String> members = List.copyOf(body.propertyNames());
    String member = members.isEmpty() ? "x" : SampleBodies.any(members, random);
    return switch (random.nextInt(4)) {
      case 0 -> SampleBodies.with(body, member, "\"" + "x".repeat(1_500_000) + "\"");
      case 1 -> SampleBodies.with(body, member, "[".repeat(3_000) + "]".repeat(3_000));
      case 2 -> SampleBodies.with(body, member, "{\"a\":".repeat(900) + "1" + "}".repeat(900));
      default -> SampleBodies.with(body, member, "[" + "0,".repeat(20_000) + "0]");
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
        : URLEncoder.encode(SampleBodies.any(names, random), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "%s %s %s %s %s"
        .formatted(kind, method, cut(address), cut(headers.toString()), cut(body));
  }

  private static String cut(String text) {
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }
}
