package io.aios.security.logins.infrastructure.outbox;

import io.aios.security.logins.usecase.RecordLogins;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells the ledger each minute what a flood of refused logins left out. */
@Component
class OmittedRefusals {
  private final RecordLogins records;

  OmittedRefusals(RecordLogins records) {
    this.records = records;
  }

  @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
  void record() {
    records.recordOmitted();
  }
}
