package io.aios.platform.events;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The trace that the present thread works for, as the W3C header that carries it on. */
public final class CurrentTrace {
  /** The header's name. */
  public static final String HEADER = "traceparent";

  private final Tracer tracer;
  private final Propagator propagator;

  CurrentTrace(Tracer tracer, Propagator propagator) {
    this.tracer = tracer;
    this.propagator = propagator;
  }

  /** Null outside of any trace. */
  public @Nullable String header() {
    TraceContext context = tracer.currentTraceContext().context();
    if (context == null) {
      return null;
    }
    Map<String, String> headers = new HashMap<>();
    propagator.inject(context, headers, (carrier, name, value) -> headers.put(name, value));
    return headers.get(HEADER);
  }
}
