package io.aios.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.gateway.GatewayClient.Answer;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whose trace a request over MCP belongs to, and whose child the server's span is. */
class TracesIT {
  private static final String CALLERS_SPAN = "00f067aa0ba902b7";

  private static SharedSuite shared;
  private static SeenSpans spans;
  private static String token;

  @BeforeAll
  static void start() {
    shared = SharedSuite.get();
    shared.suite.awaitTools("trace_tell_sent");
    spans = shared.suite.spans;
    token = shared.suite.tokens.user("traced", "echo:read", "trace:read");
  }

  private static String newTrace() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private static String parent(String trace) {
    return "00-" + trace + "-" + CALLERS_SPAN + "-01";
  }

  private static Answer modern(String tool, String meta, String... headers) throws Exception {
    String message =
        GatewayClient.callMessage(tool, arguments(tool))
            .replace("\"_meta\":{", "\"_meta\":{" + meta);
    List<String> all = new ArrayList<>(List.of(headers));
    Collections.addAll(
        all, "MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "tools/call", "Mcp-Name", tool);
    return shared.client.mcp("/mcp", message, token, all.toArray(String[]::new));
  }

  private static String arguments(String tool) {
    return tool.equals("echo_say_text") ? "{\"text\":\"x\"}" : "{}";
  }

  private static Answer legacy(String meta, String... headers) throws Exception {
    String message =
        """
        {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"echo_say_text",
        "arguments":{"text":"old"},"_meta":{%s}}}"""
            .formatted(meta);
    return shared.client.mcp("/mcp", message, token, headers);
  }

  private static String traceparent(String value) {
    return "\"traceparent\":\"" + value + "\"";
  }

  /** The caller's span is the gateway's parent, and that the server's. */
  private static SpanData assertChain(String trace) {
    SpanData gateway = spans.of("gateway", trace);
    SpanData server = spans.of("mcp-echo", trace);
    assertThat(gateway.getParentSpanId()).isEqualTo(CALLERS_SPAN);
    assertThat(server.getParentSpanId()).isEqualTo(gateway.getSpanId());
    return gateway;
  }

  @Test
  void joinsTheTraceOfTheHeader() throws Exception {
    String modern = newTrace();
    String legacy = newTrace();

    assertThat(modern("echo_say_text", "", "traceparent", parent(modern)).status()).isEqualTo(200);
    assertThat(legacy("", "traceparent", parent(legacy)).status()).isEqualTo(200);

    assertChain(modern);
    assertChain(legacy);
  }

  @Test
  void joinsTheTraceOfTheMessageInBothEras() throws Exception {
    String modern = newTrace();
    String legacy = newTrace();

    assertThat(modern("echo_say_text", traceparent(parent(modern)) + ",").status()).isEqualTo(200);
    assertThat(legacy(traceparent(parent(legacy))).status()).isEqualTo(200);

    SpanData gateway = assertChain(modern);
    assertThat(gateway.getLinks()).isEmpty();
    assertThat(gateway.getStartEpochNanos()).isLessThan(gateway.getEndEpochNanos());
    assertChain(legacy);
    assertThat(shared.audit.ofTrace(modern).target()).isEqualTo("echo_say_text");
  }

  @Test
  void prefersTheMessageAndLinksTheHeader() throws Exception {
    String message = newTrace();
    String header = newTrace();

    modern("echo_say_text", traceparent(parent(message)) + ",", "traceparent", parent(header));

    SpanData gateway = assertChain(message);
    assertThat(gateway.getLinks())
        .extracting(LinkData::getSpanContext)
        .extracting(context -> context.getTraceId())
        .containsExactly(header);
    assertThat(shared.audit.ofTrace(message).target()).isEqualTo("echo_say_text");
    assertThat(shared.audit.countOf(header)).isZero();
  }

  @Test
  void beginsNoOtherSpanWhereBothNameTheSame() throws Exception {
    String trace = newTrace();

    modern("echo_say_text", traceparent(parent(trace)) + ",", "traceparent", parent(trace));

    assertThat(assertChain(trace).getLinks()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "7",
        "null",
        "{\"a\":1}",
        "\"00-00000000000000000000000000000000-00f067aa0ba902b7-01\"",
        "\"00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01\"",
        "\"ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\"",
        "\"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\\r\\nX-Evil: 1\"",
        "\"00-4bf92f3577b34da6a3ce929d0e0e4736\""
      })
  void ignoresWhatIsNotValidInTheMessage(String value) throws Exception {
    String header = newTrace();

    Answer answer =
        modern("echo_say_text", "\"traceparent\":" + value + ",", "traceparent", parent(header));

    assertThat(answer.status()).isEqualTo(200);
    assertChain(header);
  }

  @Test
  void ignoresWhatIsTooLong() throws Exception {
    String header = newTrace();
    String endless = "01" + parent(newTrace()).substring(2) + "-" + "a".repeat(10_000);
    String state = "\"tracestate\":\"" + "k=v,".repeat(5_000) + "k=v\",";
    String baggage = "\"baggage\":\"k=" + "v".repeat(20_000) + "\",";

    Answer named =
        modern("echo_say_text", traceparent(endless) + ",", "traceparent", parent(header));
    String message = newTrace();
    Answer stated = modern("echo_say_text", traceparent(parent(message)) + "," + state + baggage);

    assertThat(named.status()).isEqualTo(200);
    assertChain(header);
    assertThat(stated.status()).isEqualTo(200);
    assertChain(message);
  }

  @Test
  void refusesInTheTraceOfTheMessage() throws Exception {
    String trace = newTrace();

    Answer answer = modern("no_such_tool", traceparent(parent(trace)) + ",");

    assertThat(answer.json().path("error").path("data").path("traceId").asString())
        .isEqualTo(trace);
    assertThat(shared.audit.ofTrace(trace).target()).isEqualTo("no_such_tool");
  }

  @Test
  void tellsTheServerOfTheGatewaysSpanInHeaderAndMessage() throws Exception {
    String trace = newTrace();
    String meta =
        traceparent(parent(trace)) + ",\"tracestate\":\"vendor=v\",\"baggage\":\"tenant=blue\",";

    JsonNode told = modern("trace_tell_sent", meta).json().path("result").path("structuredContent");

    String expected = "00-" + trace + "-" + spans.of("gateway", trace).getSpanId() + "-01";
    for (String place : List.of("header", "meta")) {
      JsonNode sent = told.path(place);
      assertThat(sent.path("traceparent").asString()).as(place).isEqualTo(expected);
      assertThat(sent.path("tracestate").asString()).as(place).isEqualTo("vendor=v");
      assertThat(sent.path("baggage").asString()).as(place).isEqualTo("tenant=blue");
    }
  }

  @Test
  void passesTheTraceOfTheHeaderOnWithoutTouchingTheMessage() throws Exception {
    String trace = newTrace();

    JsonNode told =
        modern(
                "trace_tell_sent",
                "",
                "traceparent",
                parent(trace),
                "tracestate",
                "vendor=v",
                "baggage",
                "tenant=blue")
            .json()
            .path("result")
            .path("structuredContent");

    assertThat(told.path("header").path("traceparent").asString())
        .isEqualTo("00-" + trace + "-" + spans.of("gateway", trace).getSpanId() + "-01");
    assertThat(told.path("header").path("tracestate").asString()).isEqualTo("vendor=v");
    assertThat(told.path("header").path("baggage").asString()).isEqualTo("tenant=blue");
    assertThat(told.path("meta").path("traceparent").asString()).isEqualTo("null");
  }
}
