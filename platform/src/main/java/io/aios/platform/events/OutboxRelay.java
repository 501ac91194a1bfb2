package io.aios.platform.events;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Moves events from the outbox to Kafka.
 *
 * <p><b>One at a time.</b> Of all processes of a service, the one that holds the schema's advisory
 * lock relays. Lock, reads and deletes share a connection: losing it ends the work.
 *
 * <p><b>Nothing is lost.</b> A row is deleted only after Kafka acknowledged it. The relay keeps no
 * cursor, so a position that becomes visible late, because its transaction drew it early and
 * committed after others, is simply found by the next read.
 *
 * <p><b>Order per key.</b> Rows are sent in order of position by one idempotent producer that never
 * gives up on a record. A transaction that builds on an earlier one of the same key (the next
 * version of an aggregate) draws its positions after that one committed, so they are greater and
 * are never visible before the earlier ones. Transactions that run side by side on one key have no
 * order to keep.
 *
 * <p><b>At least once.</b> A crash between acknowledgement and delete sends events again, in the
 * same order; {@link Inbox} drops them.
 */
final class OutboxRelay implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
  private static final Duration HOUSEKEEPING = Duration.ofMinutes(30);

  private final DataSource database;
  private final KafkaPublisher kafka;
  private final EventsProperties properties;
  private final JdbcInbox inbox;
  private final InstantSource clock;
  private final BlockingQueue<Boolean> wakeUps = new ArrayBlockingQueue<>(1);

  private volatile RelayStatus status = RelayStatus.INITIAL;
  private volatile boolean running;
  private @Nullable Thread thread;
  private Instant nextHousekeeping = Instant.MIN;

  OutboxRelay(
      DataSource database,
      KafkaPublisher kafka,
      EventsProperties properties,
      JdbcInbox inbox,
      InstantSource clock) {
    this.database = database;
    this.kafka = kafka;
    this.properties = properties;
    this.inbox = inbox;
    this.clock = clock;
  }

  RelayStatus status() {
    return status;
  }

  /** Tells the relay that there is something to do; never blocks. */
  void wake() {
    wakeUps.offer(true);
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofVirtual().name("outbox-relay").start(this::run);
  }

  @Override
  public void stop() {
    running = false;
    if (thread != null) {
      thread.interrupt();
      try {
        thread.join(Duration.ofSeconds(3));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Early to start and late to stop: what others append while they stop is still relayed. */
  @Override
  public int getPhase() {
    return 0;
  }

  private void run() {
    Duration backoff = FIRST_BACKOFF;
    try (kafka) {
      while (running) {
        if (relayed()) {
          backoff = FIRST_BACKOFF;
          wakeUps.poll(properties.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
        } else {
          Thread.sleep(backoff);
          backoff = shorter(backoff.multipliedBy(2), properties.maxBackoff());
        }
      }
    } catch (InterruptedException stopped) {
      log.debug("The outbox relay was told to stop");
    }
  }

  /** Works while it holds the lock and all goes well; false when something was away. */
  private boolean relayed() throws InterruptedException {
    try (RelaySession session = RelaySession.tryOpen(database).orElse(null)) {
      status = status.withActive(session != null);
      if (session == null) {
        return true;
      }
      boolean well = true;
      while (running && well) {
        well = relay(session);
      }
      return well;
    } catch (SQLException | RuntimeException e) {
      away("the database failed: " + e.getMessage());
      return false;
    }
  }

  private boolean relay(RelaySession session) throws InterruptedException {
    List<StoredEvent> events = session.next(properties.batchSize());
    if (events.isEmpty()) {
      backlog(session);
      wakeUps.poll(properties.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
      return true;
    }
    Delivery delivery = kafka.deliver(events, cause -> waiting(session, cause));
    session.delete(delivery.delivered());
    delivery.refused().forEach((position, reason) -> park(session, position, reason));
    if (delivery.away() != null) {
      waiting(session, delivery.away());
      return false;
    }
    back();
    if (events.size() == properties.batchSize()) {
      backlog(session);
    } else {
      Thread.sleep(properties.linger());
    }
    return true;
  }

  private void waiting(RelaySession session, String cause) {
    away(cause);
    backlog(session);
  }

  private void park(RelaySession session, long position, String reason) {
    session.park(position, reason);
    log.error(
        "Event at outbox position {} can never be published and is parked: {}", position, reason);
  }

  private void backlog(RelaySession session) {
    RelaySession.Backlog backlog = session.backlog();
    status = status.withBacklog(backlog.events(), backlog.oldest());
    Instant now = clock.instant();
    if (now.isAfter(nextHousekeeping)) {
      nextHousekeeping = now.plus(HOUSEKEEPING);
      inbox.forgetOld();
    }
  }

  private void away(String cause) {
    if (status.awaySince() == null) {
      log.warn("Events wait in the outbox: {}", cause);
    }
    status = status.away(clock.instant(), cause);
  }

  private void back() {
    if (status.awaySince() != null) {
      log.info("Events are published again; none could be since {}", status.awaySince());
      status = status.back();
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
