package io.aios.platform.events;

import org.springframework.transaction.support.TransactionSynchronizationManager;

final class Transactions {
  private Transactions() {}

  static void require(String what) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(what + " outside a transaction");
    }
  }
}
