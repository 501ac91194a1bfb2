package io.aios.gateway.interfaces.web;

import io.aios.gateway.usecase.CatalogueTool;
import io.aios.gateway.usecase.Catalogues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/**
 * {@code aios.gateway.calls}: how long calls took, by server, tool and outcome. Unknown names share
 * one tag value, so that a caller cannot make up series.
 */
@Component
final class CallMetrics {
  private static final String UNKNOWN = "unknown";

  private final MeterRegistry registry;
  private final Catalogues catalogues;
  private final ConcurrentMap<Key, Timer> timers = new ConcurrentHashMap<>();

  CallMetrics(MeterRegistry registry, Catalogues catalogues) {
    this.registry = registry;
    this.catalogues = catalogues;
  }

  private record Key(String server, String tool, String outcome) {}

  /** A call that may fail to be answered. */
  @FunctionalInterface
  interface Answered {
    void run() throws IOException;
  }

  void timed(HttpServletRequest request, Answered call) throws IOException {
    long start = System.nanoTime();
    RequestRecord entry = RequestRecord.of(request);
    boolean broken = true;
    try {
      call.run();
      broken = false;
    } finally {
      Optional<CatalogueTool> tool = catalogues.current().find(entry.target());
      Key key =
          new Key(
              tool.map(CatalogueTool::server).orElse(UNKNOWN),
              tool.map(CatalogueTool::name).orElse(UNKNOWN),
              broken ? "broken" : outcome(entry));
      timers.computeIfAbsent(key, this::timer).record(Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private static String outcome(RequestRecord entry) {
    return entry.reason() == null ? "answered" : entry.reason().slug();
  }

  private Timer timer(Key key) {
    return Timer.builder("aios.gateway.calls")
        .description("Tool calls through the gateway")
        .tags("server", key.server(), "tool", key.tool(), "outcome", key.outcome())
        .register(registry);
  }
}
