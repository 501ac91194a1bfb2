package io.aios.security.threats.usecase;

import io.aios.security.threats.domain.Finding;
import io.aios.security.threats.domain.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Reads the ledger after its records were committed and raises alerts. What is learnt lives in
 * memory and comes from the ledger again at a start: the ledger is the one state there is. Each
 * replica watches all of it and comes to the same findings, of which the first to store one makes
 * the alert. Used by one thread.
 */
public final class WatchLedger {
  private final RecordedRequests records;
  private final WatchProgress progress;
  private final RaiseAlerts alerts;
  private final TransactionOperations transactions;
  private final Learning learning;
  private @Nullable WatchRecords watch;
  private long next;
  private long silentBefore;

  /**
   * How much is learnt again.
   *
   * @param fresh makes a detection that has learnt nothing
   * @param records before the first one that was not watched yet
   */
  public record Learning(Supplier<WatchRecords> fresh, long records) {}

  public WatchLedger(
      RecordedRequests records,
      WatchProgress progress,
      RaiseAlerts alerts,
      TransactionOperations transactions,
      Learning learning) {
    this.records = records;
    this.progress = progress;
    this.alerts = alerts;
    this.transactions = transactions;
    this.learning = learning;
  }

  /**
   * Watches the records that follow, at most one page.
   *
   * @return false when there are no more for now
   */
  public boolean watchNext() {
    WatchRecords watching = begun();
    RecordedRequests.Page page = records.from(next);
    if (page.next() == next) {
      if (records.end() < next) {
        begin();
      }
      return false;
    }
    List<Finding> found = new ArrayList<>();
    for (Observation seen : page.observations()) {
      found.addAll(watching.watch(seen));
    }
    next = page.next();
    if (next > silentBefore) {
      keep(found);
    }
    return true;
  }

  /** Judges what was recorded last, after nothing was recorded for a while. */
  public void pause(Instant now) {
    List<Finding> found = begun().pause(now);
    if (!found.isEmpty()) {
      keep(found);
    }
  }

  private void keep(List<Finding> found) {
    transactions.executeWithoutResult(
        status -> {
          found.forEach(alerts::raise);
          progress.keep(next);
        });
  }

  /**
   * Learns everything again, from where alerts had been stored: at the start, after a fault, and
   * when the ledger is an older one than it was.
   */
  public void begin() {
    OptionalLong known = progress.next();
    long end = records.end();
    silentBefore = Math.min(end, known.orElse(end));
    next = Math.max(0, silentBefore - learning.records());
    watch = learning.fresh().get();
    transactions.executeWithoutResult(status -> progress.keep(silentBefore));
  }

  private WatchRecords begun() {
    if (watch == null) {
      begin();
    }
    return Objects.requireNonNull(watch);
  }

  /** How many records are still to be watched, as far as known. */
  public long behind() {
    return Math.max(0, records.end() - next);
  }
}
