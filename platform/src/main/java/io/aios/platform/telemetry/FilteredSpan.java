package io.aios.platform.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;

/** A span whose name, attributes, events and status are treated; ids, times and links stay. */
final class FilteredSpan extends DelegatingSpanData {
  private final String name;
  private final Attributes attributes;
  private final List<EventData> events;
  private final StatusData status;

  FilteredSpan(SpanData span) {
    super(span);
    name = TelemetryText.of("", span.getName());
    attributes = filtered(span.getAttributes());
    events = span.getEvents().stream().map(FilteredSpan::filtered).toList();
    status =
        StatusData.create(
            span.getStatus().getStatusCode(),
            TelemetryText.of("", span.getStatus().getDescription()));
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public List<EventData> getEvents() {
    return events;
  }

  @Override
  public StatusData getStatus() {
    return status;
  }

  private static EventData filtered(EventData event) {
    return EventData.create(
        event.getEpochNanos(),
        event.getName(),
        filtered(event.getAttributes()),
        event.getTotalAttributeCount());
  }

  private static Attributes filtered(Attributes attributes) {
    AttributesBuilder treated = attributes.toBuilder();
    attributes.forEach((key, value) -> put(treated, key, value));
    return treated.build();
  }

  private static void put(AttributesBuilder treated, AttributeKey<?> key, Object value) {
    String name = key.getKey();
    if (value instanceof String text) {
      treated.put(AttributeKey.stringKey(name), TelemetryText.of(name, text));
    } else if (value instanceof List<?> list
        && !list.isEmpty()
        && list.getFirst() instanceof String) {
      treated.put(
          AttributeKey.stringArrayKey(name),
          list.stream().map(text -> TelemetryText.of(name, (String) text)).toList());
    }
  }
}
