package io.aios.platform.events;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a consumed CloudEvent carries. */
public final class EventReader {
  private final JsonMapper json;

  EventReader(JsonMapper json) {
    this.json = json;
  }

  /**
   * The event's JSON data as a value.
   *
   * @throws IllegalArgumentException when the event carries nothing
   */
  public <T> T data(CloudEvent event, Class<T> type) {
    CloudEventData data = event.getData();
    if (data == null) {
      throw new IllegalArgumentException(
          "Event " + event.getId() + " of type " + event.getType() + " carries no data");
    }
    return json.readValue(data.toBytes(), type);
  }
}
