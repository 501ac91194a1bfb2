package io.aios.orchestrator.infrastructure.jdbc;

import static io.aios.orchestrator.infrastructure.jdbc.StoreAccess.reaching;

import io.aios.orchestrator.usecase.Commands.StoreUnavailable;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Short look-ups on which a caller waits. A database that has frozen in the middle of one is known
 * to be away only when the connection's own limit passes, which has to allow for long statements;
 * nobody is kept waiting for that.
 */
@Component
final class PromptReads {
  private final Duration patience;
  private final ExecutorService readers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("prompt-read-", 0).factory());

  PromptReads(StoreProperties properties) {
    this.patience = properties.patience();
  }

  /**
   * @throws StoreUnavailable when the database cannot be reached, or does not answer in time
   */
  <T extends @Nullable Object> T read(Supplier<T> work) {
    Future<T> reading = readers.submit(() -> reaching(work));
    try {
      return reading.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // Closes the connection under it, so that it is no one's any more.
      reading.cancel(true);
      throw StoreAccess.silent(patience);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      reading.cancel(true);
      Thread.currentThread().interrupt();
      throw new StoreUnavailable(e);
    }
  }

  @PreDestroy
  void stop() {
    readers.shutdownNow();
  }
}
