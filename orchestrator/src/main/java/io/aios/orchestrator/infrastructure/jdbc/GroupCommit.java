package io.aios.orchestrator.infrastructure.jdbc;

import static io.aios.orchestrator.infrastructure.jdbc.StoreAccess.reaching;

import io.aios.orchestrator.infrastructure.jdbc.Write.Kind;
import io.aios.orchestrator.usecase.Commands.KeyHolder;
import io.aios.orchestrator.usecase.Commands.StoreUnavailable;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores what many commands have to store at one moment in one transaction, so that they share its
 * round trips and its sync to disk. Nobody waits for company: a group is what came while the one
 * before was being stored. A group that fails as a whole is stored one by one, so that the fault of
 * one is not the fault of all. Who waits for an answer is kept waiting only for so long, and what
 * was not being committed by then is withdrawn: it is certainly not stored.
 */
@Component
final class GroupCommit {
  private static final int LARGEST = 128;
  private static final int WRITERS = 2;

  private final TransactionTemplate transactions;
  private final WriteRows rows;
  private final Duration patience;
  private final DistributionSummary sizes;
  private final BlockingQueue<Job> queue = new LinkedBlockingQueue<>();
  private final List<Thread> writers = new ArrayList<>();

  GroupCommit(
      TransactionTemplate transactions,
      WriteRows rows,
      StoreProperties properties,
      MeterRegistry meters) {
    this.transactions = transactions;
    this.rows = rows;
    this.patience = properties.patience();
    this.sizes = meters.summary("aios.commands.commit.group");
    for (int i = 0; i < WRITERS; i++) {
      writers.add(Thread.ofVirtual().name("group-commit-", i).start(this::run));
    }
  }

  /**
   * Returns when it is stored.
   *
   * @return who holds the key that it claims; empty when it was stored
   * @throws StoreUnavailable when the database cannot be reached, or does not answer in time and
   *     the write is not one of who runs the command
   */
  Optional<KeyHolder> store(Write write) {
    Job job = new Job(write);
    queue.add(job);
    if (write.kind() != Kind.APPEND && !endsInTime(job) && job.withdraw()) {
      throw StoreAccess.silent(patience);
    }
    try {
      return job.done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private boolean endsInTime(Job job) {
    try {
      job.done.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void run() {
    List<Job> group = new ArrayList<>();
    try {
      while (true) {
        group.add(queue.take());
        queue.drainTo(group, LARGEST - 1);
        store(group);
        group.clear();
      }
    } catch (InterruptedException stopping) {
      queue.drainTo(group);
      StoreUnavailable gone = new StoreUnavailable(stopping);
      group.forEach(job -> job.done.completeExceptionally(gone));
    }
  }

  private void store(List<Job> group) {
    group.removeIf(Job::isWithdrawn);
    if (group.isEmpty()) {
      return;
    }
    sizes.record(group.size());
    try {
      List<@Nullable KeyHolder> holders = stored(group);
      for (int i = 0; i < group.size(); i++) {
        group.get(i).done.complete(Optional.ofNullable(holders.get(i)));
      }
    } catch (Withdrawn e) {
      store(group);
    } catch (StoreUnavailable away) {
      group.forEach(job -> job.done.completeExceptionally(away));
    } catch (RuntimeException | Error e) {
      // An error as well: a writer that ends takes its half of the store with it.
      if (group.size() == 1) {
        group.getFirst().done.completeExceptionally(e);
      } else {
        List.copyOf(group).forEach(job -> store(new ArrayList<>(List.of(job))));
      }
    }
  }

  private List<@Nullable KeyHolder> stored(List<Job> group) {
    List<Write> writes = group.stream().map(Job::write).toList();
    return reaching(
        () ->
            transactions.execute(
                status -> {
                  List<@Nullable KeyHolder> holders = rows.store(writes);
                  if (!group.stream().allMatch(Job::commit)) {
                    throw new Withdrawn();
                  }
                  return holders;
                }));
  }

  @PreDestroy
  void stop() {
    writers.forEach(Thread::interrupt);
  }

  private enum Stage {
    OPEN,
    COMMITTING,
    WITHDRAWN
  }

  private record Job(
      Write write, CompletableFuture<Optional<KeyHolder>> done, AtomicReference<Stage> stage) {
    Job(Write write) {
      this(write, new CompletableFuture<>(), new AtomicReference<>(Stage.OPEN));
    }

    /** False when it was withdrawn. */
    boolean commit() {
      return stage.compareAndSet(Stage.OPEN, Stage.COMMITTING) || !isWithdrawn();
    }

    /** False when it is being committed, and nobody can tell yet. */
    boolean withdraw() {
      return stage.compareAndSet(Stage.OPEN, Stage.WITHDRAWN);
    }

    boolean isWithdrawn() {
      return stage.get() == Stage.WITHDRAWN;
    }
  }

  /** Rolls the group back: somebody of it waits no more. */
  private static final class Withdrawn extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
