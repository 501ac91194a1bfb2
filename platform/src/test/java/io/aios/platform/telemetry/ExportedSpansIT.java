package io.aios.platform.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What a trace store is sent, over OTLP. */
class ExportedSpansIT {
  @Test
  void sayNothingPersonalAndNoSecret() throws Exception {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    HttpServer store =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    store.createContext(
        "/v1/traces",
        exchange -> {
          exchange.getRequestBody().transferTo(sent);
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    store.start();
    try {
      export("http://127.0.0.1:" + store.getAddress().getPort() + "/v1/traces");
    } finally {
      store.stop(0);
    }
    assertThat(sent.toString(UTF_8))
        .contains("GET /users", "http.url", "/[REDACTED:email]", "[REDACTED:iban]", "200")
        .doesNotContain("ada@example.com", "DE89370400440532013000");
  }

  private static void export(String endpoint) {
    new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                TelemetryAutoConfiguration.class,
                ObservationAutoConfiguration.class,
                OpenTelemetrySdkAutoConfiguration.class,
                OpenTelemetryTracingAutoConfiguration.class,
                OtlpTracingAutoConfiguration.class,
                MicrometerTracingAutoConfiguration.class))
        .withPropertyValues(
            "spring.application.name=probe",
            "management.tracing.sampling.probability=1",
            "management.opentelemetry.tracing.export.otlp.endpoint=" + endpoint)
        .run(
            context -> {
              Span span = context.getBean(Tracer.class).nextSpan().name("GET /users").start();
              span.tag("http.url", "/users/ada@example.com");
              span.tag("http.status_code", "200");
              span.error(new IllegalStateException("no account DE89370400440532013000"));
              span.end();
              context.getBean(SdkTracerProvider.class).forceFlush().join(10, TimeUnit.SECONDS);
            });
  }
}
