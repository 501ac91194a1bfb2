package io.aios.platform.persistence;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Lets a statement of a migration take as long as it takes; {@code socketTimeout}, after which a
 * silent database counts as away, is for requests. The pool sets it again on the connection.
 */
final class PatientMigrations implements Callback {
  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_EACH_MIGRATE;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    try {
      context.getConnection().setNetworkTimeout(Runnable::run, 0);
    } catch (SQLException e) {
      throw new FlywayException("The time limit of a migration cannot be lifted", e);
    }
  }

  @Override
  public String getCallbackName() {
    return "patient-migrations";
  }
}
