package io.aios.security.audit.usecase;

import io.aios.security.audit.domain.SignedCheckpoint;
import java.util.Optional;

/**
 * The last checkpoint, kept outside the database: shows when records are cut off the ledger's end,
 * as by putting back an old copy of the database.
 */
public interface Checkpoints {
  /** The note as kept, without a check of its signature. */
  Optional<String> last();

  /** Of two writers the one that is further wins: what is kept never goes back. */
  void keep(SignedCheckpoint checkpoint);
}
