package io.aios.security.audit.interfaces.events;

import io.aios.security.audit.usecase.TrimLedger;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes old records once an hour. */
@Component
class LedgerRetention {
  private final TrimLedger trim;

  LedgerRetention(TrimLedger trim) {
    this.trim = trim;
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
  void trim() {
    trim.trim();
  }
}
