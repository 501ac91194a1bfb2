package io.aios.security.usecase;

import io.aios.security.domain.LedgerHead;
import java.util.Optional;

/** The ledger's head, kept outside the database: shows when lines are cut off its end. */
public interface Checkpoints {
  Optional<LedgerHead> last();

  void keep(LedgerHead head);
}
