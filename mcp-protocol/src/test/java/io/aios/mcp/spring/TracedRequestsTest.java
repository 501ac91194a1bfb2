package io.aios.mcp.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.About;
import io.aios.mcp.McpJson;
import io.aios.mcp.TraceMeta;
import io.aios.mcp.client.McpClient;
import io.aios.mcp.client.ToolRequest;
import io.aios.mcp.fixture.FixtureServer;
import io.aios.mcp.server.Caching;
import io.aios.mcp.tools.CallToolResult;
import io.aios.mcp.tools.ToolDescriptor;
import io.aios.mcp.tools.ToolSet;
import io.aios.mcp.tools.ToolsFeature;
import io.micrometer.tracing.otel.bridge.OtelBaggageManager;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracedRequestsTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(spans)).build();
  private final io.opentelemetry.api.trace.Tracer sdk = provider.get("test");
  private final OtelCurrentTraceContext current = new OtelCurrentTraceContext();
  private final OtelTracer tracer =
      new OtelTracer(
          sdk, current, event -> {}, new OtelBaggageManager(current, List.of(), List.of()));
  private final OtelPropagator propagator =
      new OtelPropagator(ContextPropagators.create(W3CTraceContextPropagator.getInstance()), sdk);
  private FixtureServer server;

  @BeforeEach
  void start() {
    ToolDescriptor tool =
        ToolDescriptor.of(
            "tell_trace", McpJson.object().put("type", "object"), About.of("Tells its trace"));
    ToolSet tools = ToolSet.builder().tool(tool, (arguments, exchange) -> trace()).build();
    server =
        FixtureServer.start(
            0,
            builder ->
                builder
                    .with(new ToolsFeature(tools, Caching.NONE, 10))
                    .surrounding(new TracedRequests(tracer, propagator)));
  }

  private CallToolResult trace() {
    var span = tracer.currentSpan();
    return CallToolResult.text(span == null ? "none" : span.context().traceId());
  }

  @AfterEach
  void stop() {
    server.close();
    provider.close();
  }

  private String tracedCall(Map<String, String> trace) {
    return McpClient.builder(server.uri())
        .trace(() -> trace)
        .build()
        .callTool(new ToolRequest("tell_trace", McpJson.object(), Duration.ofSeconds(10)))
        .text();
  }

  @Test
  void servesInTheTraceThatTheMessageNames() {
    String told =
        tracedCall(
            Map.of(
                "traceparent", "00-" + TRACE + "-" + PARENT + "-01", "tracestate", "vendor=value"));

    assertThat(told).isEqualTo(TRACE);
    SpanData span = spans.getFinishedSpanItems().getFirst();
    assertThat(span.getTraceId()).isEqualTo(TRACE);
    assertThat(span.getParentSpanId()).isEqualTo(PARENT);
    assertThat(span.getSpanContext().getTraceState().get("vendor")).isEqualTo("value");
  }

  @Test
  void beginsNoSpanWhereNoneIsNamed() {
    assertThat(tracedCall(Map.of())).isEqualTo("none");
    assertThat(spans.getFinishedSpanItems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01\r\n"
      })
  void ignoresWhatIsNotValid(String traceparent) {
    assertThat(tracedCall(Map.of("traceparent", traceparent))).isNotEqualTo(TRACE);
    assertThat(spans.getFinishedSpanItems())
        .allSatisfy(span -> assertThat(span.getParentSpanContext().isValid()).isFalse());
  }

  /** A later version may have more after what is known, which is read as far as it is (W3C, 4). */
  @Test
  void ignoresWhatIsTooLong() {
    String later = "01-" + TRACE + "-" + PARENT + "-01-";
    String longest = later + "x".repeat(TraceMeta.MAX_LENGTH - later.length());

    assertThat(tracedCall(Map.of("traceparent", longest))).isEqualTo(TRACE);
    assertThat(tracedCall(Map.of("traceparent", longest + "x"))).isNotEqualTo(TRACE);
  }
}
