package io.aios.gateway.infrastructure.audit;

import io.aios.contracts.audit.AuditBatch;
import io.aios.contracts.audit.AuditRecord;
import io.aios.contracts.events.Topics;
import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.usecase.AuditTrail;
import io.aios.platform.events.Outbox;
import io.aios.platform.events.OutgoingEvent;
import io.aios.platform.web.Problem;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records wait in a bounded queue; one thread stores them in batches, and retries a batch until it
 * is stored. Invariants: a record leaves memory only after its transaction has committed; while the
 * queue is nearly full no new request is let in, so that requests already running find room.
 */
@Component
final class OutboxAuditTrail implements AuditTrail, SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(OutboxAuditTrail.class);
  private static final String KEY = "gateway";

  /** Some 100 KB, well below what Kafka takes in one message. */
  private static final int RECORDS_PER_EVENT = 200;

  private static final int ROOM_FOR_RUNNING_REQUESTS = 1_000;
  private static final Duration RETRY = Duration.ofMillis(500);

  private final BlockingQueue<AuditRecord> queue;
  private final AuditProperties properties;
  private final Outbox outbox;
  private final TransactionTemplate transactions;
  private volatile @Nullable Thread writer;
  private volatile boolean stopping;
  private volatile @Nullable String failure;

  OutboxAuditTrail(
      AuditProperties properties,
      Outbox outbox,
      TransactionTemplate transactions,
      MeterRegistry metrics) {
    this.queue = new ArrayBlockingQueue<>(properties.queue());
    this.properties = properties;
    this.outbox = outbox;
    this.transactions = transactions;
    Gauge.builder("aios.gateway.audit.queued", queue, BlockingQueue::size).register(metrics);
  }

  @Override
  public void requireRoom() {
    if (queue.remainingCapacity() > ROOM_FOR_RUNNING_REQUESTS) {
      return;
    }
    long deadline = System.nanoTime() + properties.patience().toNanos();
    while (queue.remainingCapacity() <= ROOM_FOR_RUNNING_REQUESTS) {
      if (System.nanoTime() - deadline > 0 || !pause(properties.linger())) {
        throw new Problem(
                ProblemType.SERVICE_UNAVAILABLE,
                "The audit trail is full: %d records wait to be stored".formatted(queue.size()))
            .with("cause", "audit-full")
            .header(HttpHeaders.RETRY_AFTER, "5");
      }
    }
  }

  @Override
  public void record(AuditRecord entry) {
    boolean interrupted = false;
    while (true) {
      try {
        queue.put(entry);
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Why records cannot be stored; null while they can. */
  @Nullable String failure() {
    return failure;
  }

  int waiting() {
    return queue.size();
  }

  @Override
  public void start() {
    stopping = false;
    writer = Thread.ofVirtual().name("audit-writer").start(this::write);
  }

  private void write() {
    List<AuditRecord> batch = new ArrayList<>(properties.batch());
    while (!(stopping && queue.isEmpty())) {
      try {
        AuditRecord first = queue.poll(properties.linger().toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        batch.add(first);
        if (!stopping) {
          Thread.sleep(properties.linger());
        }
        queue.drainTo(batch, properties.batch() - 1);
      } catch (InterruptedException e) {
        // Only stop() interrupts; what is queued is still stored.
        stopping = true;
      }
      store(batch);
      batch.clear();
    }
  }

  private void store(List<AuditRecord> batch) {
    List<OutgoingEvent> events = new ArrayList<>();
    for (int from = 0; from < batch.size(); from += RECORDS_PER_EVENT) {
      int to = Math.min(batch.size(), from + RECORDS_PER_EVENT);
      events.add(event(batch.subList(from, to)));
    }
    while (!events.isEmpty()) {
      try {
        transactions.executeWithoutResult(status -> outbox.append(events));
        failure = null;
        return;
      } catch (RuntimeException e) {
        failure = "Audit records cannot be stored: " + e.getMessage();
        log.error("{} audit records are not stored yet: {}", batch.size(), e.toString());
        if (stopping || !pause(RETRY)) {
          batch.forEach(entry -> log.error("Audit record not stored: {}", entry));
          return;
        }
      }
    }
  }

  private static OutgoingEvent event(List<AuditRecord> records) {
    return new OutgoingEvent(
        UUID.randomUUID(),
        Topics.AUDIT,
        KEY,
        AuditBatch.TYPE,
        records.getLast().at(),
        new AuditBatch(records));
  }

  private static boolean pause(Duration duration) {
    try {
      Thread.sleep(duration);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Returns when everything recorded so far is stored. */
  @Override
  public void stop() {
    stopping = true;
    Thread running = writer;
    writer = null;
    if (running != null) {
      try {
        running.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return writer != null;
  }

  /** Stops after the web server, whose last requests are recorded too. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE + 1;
  }
}
