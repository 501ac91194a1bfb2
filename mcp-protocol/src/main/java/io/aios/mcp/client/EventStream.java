package io.aios.mcp.client;

import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Splits server-sent events into the data of each event; other fields and comments are ignored. */
final class EventStream implements Flow.Subscriber<String> {
  private final Consumer<String> events;
  private final StringBuilder data = new StringBuilder();

  EventStream(Consumer<String> events) {
    this.events = events;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(String line) {
    if (line.isEmpty()) {
      dispatch();
    } else if (line.startsWith("data:")) {
      if (!data.isEmpty()) {
        data.append('\n');
      }
      data.append(line, line.startsWith("data: ") ? 6 : 5, line.length());
    }
  }

  @Override
  public void onComplete() {
    dispatch();
  }

  @Override
  public void onError(Throwable failure) {
    data.setLength(0);
  }

  private void dispatch() {
    if (!data.isEmpty()) {
      String event = data.toString();
      data.setLength(0);
      events.accept(event);
    }
  }
}
