package io.aios.orchestrator.infrastructure.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.orchestrator.infrastructure.jdbc.Write.Kind;
import io.aios.orchestrator.usecase.CommandHistory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

class GroupCommitTest {
  private static final CommandHistory NOTHING = CommandHistory.nothing(new UUID(0, 1));

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void anErrorIsTheErrorOfOneWriteAndNotTheEndOfWriting() {
    GroupCommit commits =
        new GroupCommit(
            new TransactionTemplate(new Failing()),
            new WriteRows(null, null, null, null),
            new StoreProperties(Duration.ofSeconds(2)),
            new SimpleMeterRegistry());
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> commits.store(new Write(Kind.APPEND, NOTHING, NOTHING, null, null)))
          .hasRootCauseInstanceOf(StackOverflowError.class);
    }
    commits.stop();
  }

  private static final class Failing extends AbstractPlatformTransactionManager {
    private static final long serialVersionUID = 1L;

    @Override
    protected Object doGetTransaction() {
      throw new StackOverflowError();
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {}

    @Override
    protected void doCommit(DefaultTransactionStatus status) {}

    @Override
    protected void doRollback(DefaultTransactionStatus status) {}
  }
}
