package io.aios.security.threats.usecase;

import java.util.OptionalLong;

/** How far the ledger has been watched, over restarts. */
public interface WatchProgress {
  /** Empty before the first time. */
  OptionalLong next();

  /** In the caller's transaction. */
  void keep(long next);
}
