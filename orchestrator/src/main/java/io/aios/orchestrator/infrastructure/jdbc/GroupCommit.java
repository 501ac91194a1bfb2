package io.aios.orchestrator.infrastructure.jdbc;

import static io.aios.orchestrator.infrastructure.jdbc.StoreAccess.reaching;

import io.aios.orchestrator.usecase.Commands.KeyHolder;
import io.aios.orchestrator.usecase.Commands.StoreUnavailable;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores what many commands have to store at one moment in one transaction, so that they share its
 * round trips and its sync to disk. Nobody waits for company: a group is what came while the one
 * before was being stored. A group that fails as a whole is stored one by one, so that the fault of
 * one is not the fault of all.
 */
@Component
final class GroupCommit {
  private static final int LARGEST = 128;
  private static final int WRITERS = 2;

  private final TransactionTemplate transactions;
  private final WriteRows rows;
  private final DistributionSummary sizes;
  private final BlockingQueue<Job> queue = new LinkedBlockingQueue<>();
  private final List<Thread> writers = new ArrayList<>();

  GroupCommit(TransactionTemplate transactions, WriteRows rows, MeterRegistry meters) {
    this.transactions = transactions;
    this.rows = rows;
    this.sizes = meters.summary("aios.commands.commit.group");
    for (int i = 0; i < WRITERS; i++) {
      writers.add(Thread.ofVirtual().name("group-commit-", i).start(this::run));
    }
  }

  /**
   * Returns when it is stored.
   *
   * @return who holds the key that it claims; empty when it was stored
   * @throws StoreUnavailable when the database cannot be reached
   */
  Optional<KeyHolder> store(Write write) {
    Job job = new Job(write, new CompletableFuture<>());
    queue.add(job);
    try {
      return job.done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
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
    sizes.record(group.size());
    List<Write> writes = group.stream().map(Job::write).toList();
    try {
      List<@Nullable KeyHolder> holders = stored(writes);
      for (int i = 0; i < group.size(); i++) {
        group.get(i).done.complete(Optional.ofNullable(holders.get(i)));
      }
    } catch (StoreUnavailable away) {
      group.forEach(job -> job.done.completeExceptionally(away));
    } catch (RuntimeException | Error e) {
      // An error as well: a writer that ends takes its half of the store with it.
      if (group.size() == 1) {
        group.getFirst().done.completeExceptionally(e);
      } else {
        group.forEach(job -> store(List.of(job)));
      }
    }
  }

  private List<@Nullable KeyHolder> stored(List<Write> writes) {
    return reaching(() -> transactions.execute(status -> rows.store(writes)));
  }

  @PreDestroy
  void stop() {
    writers.forEach(Thread::interrupt);
  }

  private record Job(Write write, CompletableFuture<Optional<KeyHolder>> done) {}
}
