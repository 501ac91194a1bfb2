package io.aios.orchestrator.infrastructure.jdbc;

import io.aios.orchestrator.usecase.Commands.StoreUnavailable;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.TransactionException;

/** Tells a database that is away from one that refuses. */
public final class StoreAccess {
  private StoreAccess() {}

  /**
   * @throws StoreUnavailable when the database cannot be reached
   */
  public static <T extends @Nullable Object> T reaching(Supplier<T> work) {
    try {
      return work.get();
    } catch (DataAccessResourceFailureException
        | TransientDataAccessException
        | UncategorizedSQLException
        | TransactionException e) {
      throw new StoreUnavailable(e);
    }
  }

  static StoreUnavailable silent(Duration patience) {
    return new StoreUnavailable(
        new TimeoutException("no answer within " + patience.toMillis() + " ms"));
  }
}
