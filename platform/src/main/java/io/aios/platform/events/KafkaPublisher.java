package io.aios.platform.events;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Hands events to Kafka as CloudEvents in binary mode. The producer never gives up on an event that
 * it has taken, because a later event of the same key might already have overtaken it.
 */
final class KafkaPublisher implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Supplier<Producer<String, CloudEvent>> producers;
  private final URI source;
  private @Nullable Producer<String, CloudEvent> producer;

  KafkaPublisher(Supplier<Producer<String, CloudEvent>> producers, URI source) {
    this.producers = producers;
    this.source = source;
  }

  /**
   * Sends the events and waits for Kafka's answer to each.
   *
   * @param silent told when Kafka has not answered for some seconds; the wait goes on
   */
  Delivery deliver(List<StoredEvent> events, Consumer<String> silent) throws InterruptedException {
    List<Sent> sent = new ArrayList<>();
    for (StoredEvent event : events) {
      Future<RecordMetadata> answer = send(event);
      sent.add(new Sent(event, answer));
      if (answer.state() == Future.State.FAILED && !isRefusal(answer.exceptionNow())) {
        break;
      }
    }
    return await(sent, silent);
  }

  private Future<RecordMetadata> send(StoredEvent event) {
    try {
      if (producer == null) {
        producer = producers.get();
      }
      return producer.send(record(event));
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  private static Delivery await(List<Sent> sent, Consumer<String> silent)
      throws InterruptedException {
    List<Long> delivered = new ArrayList<>();
    Map<Long, String> refused = new HashMap<>();
    String away = null;
    for (Sent one : sent) {
      Throwable failure = one.failure(silent);
      if (failure == null) {
        delivered.add(one.event.position());
      } else if (isRefusal(failure)) {
        refused.put(one.event.position(), reason(failure));
      } else {
        away = reason(failure);
      }
    }
    return new Delivery(delivered, refused, away);
  }

  private static boolean isRefusal(Throwable failure) {
    return failure instanceof RecordTooLargeException || failure instanceof SerializationException;
  }

  private static String reason(Throwable failure) {
    return failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }

  private ProducerRecord<String, CloudEvent> record(StoredEvent event) {
    CloudEvent cloudEvent =
        CloudEventBuilder.v1()
            .withId(event.id().toString())
            .withSource(source)
            .withType(event.type())
            .withSubject(event.key())
            .withTime(event.time().atOffset(ZoneOffset.UTC))
            .withDataContentType("application/json")
            .withData(event.data().getBytes(StandardCharsets.UTF_8))
            .build();
    ProducerRecord<String, CloudEvent> record =
        new ProducerRecord<>(event.topic(), event.key(), cloudEvent);
    if (event.traceparent() != null) {
      record
          .headers()
          .add(CurrentTrace.HEADER, event.traceparent().getBytes(StandardCharsets.US_ASCII));
    }
    return record;
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(1));
      producer = null;
    }
  }

  private record Sent(StoredEvent event, Future<RecordMetadata> answer) {
    @Nullable Throwable failure(Consumer<String> silent) throws InterruptedException {
      while (true) {
        try {
          answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
          return null;
        } catch (TimeoutException e) {
          silent.accept("no acknowledgement for " + PATIENCE.toSeconds() + " s");
        } catch (ExecutionException e) {
          Throwable cause = e.getCause();
          return cause == null ? e : cause;
        }
      }
    }
  }
}
