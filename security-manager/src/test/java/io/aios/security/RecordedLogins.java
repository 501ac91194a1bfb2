package io.aios.security;

import io.aios.contracts.audit.AuditRecord;
import io.aios.security.audit.domain.LedgerQuery;
import io.aios.security.audit.infrastructure.json.JsonRecords;
import io.aios.security.audit.usecase.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** What the running server's ledger says of logins and sessions. */
final class RecordedLogins {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST = 500;

  private final Ledger ledger = Server.running().bean(Ledger.class);
  private final JsonRecords json = Server.running().bean(JsonRecords.class);
  private final Instant since = Instant.now().minusMillis(1);

  /** Since this was made, youngest first; of everybody where no subject is given. */
  List<AuditRecord> of(@Nullable String subject) {
    return ledger.find(new LedgerQuery(subject, null, null, since, null, MOST)).stream()
        .map(entry -> json.read(entry.json()))
        .toList();
  }

  /** The first record of a subject that fits, as soon as the ledger has it. */
  AuditRecord await(@Nullable String subject, Predicate<AuditRecord> wanted) {
    return Objects.requireNonNull(
        Awaitility.await()
            .atMost(PATIENCE)
            .until(
                () -> of(subject).stream().filter(wanted).findFirst().orElse(null),
                Objects::nonNull));
  }

  AuditRecord await(@Nullable String subject, String action) {
    return await(subject, each -> each.action().equals(action));
  }

  AuditRecord awaitRefusal(@Nullable String subject, String action, String reason) {
    return await(subject, each -> each.action().equals(action) && reason.equals(each.reason()));
  }
}
