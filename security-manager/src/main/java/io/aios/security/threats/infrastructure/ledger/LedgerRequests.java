package io.aios.security.threats.infrastructure.ledger;

import io.aios.contracts.audit.AuditOutcome;
import io.aios.contracts.audit.AuditRecord;
import io.aios.contracts.tools.Risk;
import io.aios.security.audit.domain.LedgerEntry;
import io.aios.security.audit.infrastructure.json.JsonRecords;
import io.aios.security.audit.usecase.Ledger;
import io.aios.security.threats.domain.Actor;
import io.aios.security.threats.domain.Observation;
import io.aios.security.threats.usecase.RecordedRequests;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** Reads the ledger forwards. What detection itself recorded is left out. */
public final class LedgerRequests implements RecordedRequests {
  private static final Logger log = LoggerFactory.getLogger(LedgerRequests.class);
  private static final int PAGE = 500;

  /** Whose 401s have records of their own, of a client or a passkey. */
  private static final Pattern LOGIN_PATHS =
      Pattern.compile("/oauth2/(token|revoke|introspect|device_authorization)|/login/webauthn");

  private final Ledger ledger;
  private final JsonRecords json;
  private final Set<String> harmless;

  /**
   * @param harmless kinds of the filter's findings that are neither secrets nor personal data
   */
  public LedgerRequests(Ledger ledger, JsonRecords json, Set<String> harmless) {
    this.ledger = ledger;
    this.json = json;
    this.harmless = Set.copyOf(harmless);
  }

  @Override
  public Page from(long index) {
    List<LedgerEntry> entries = ledger.from(index, PAGE);
    return new Page(
        entries.isEmpty() ? index : entries.getLast().index() + 1,
        entries.stream()
            .flatMap(entry -> read(entry).stream())
            .flatMap(entry -> observation(entry).stream())
            .toList());
  }

  /** A record of another version that cannot be read must not keep the next ones from it. */
  private Optional<AuditRecord> read(LedgerEntry entry) {
    try {
      return Optional.of(json.read(entry.json()));
    } catch (JacksonException e) {
      log.warn("Record {} cannot be read: {}", entry.index(), e.getOriginalMessage());
      return Optional.empty();
    }
  }

  @Override
  public long end() {
    return ledger.size();
  }

  private Optional<Observation> observation(AuditRecord entry) {
    if (AlertRecords.isOwn(entry) || isToldOtherwise(entry)) {
      return Optional.empty();
    }
    Actor actor =
        entry.subject() == null || entry.client() == null
            ? null
            : new Actor(entry.subject(), entry.client());
    return Optional.of(
        new Observation(
            entry.id(),
            entry.at(),
            actor,
            new Observation.Origin(entry.session(), entry.remoteAddress()),
            new Observation.Request(
                entry.action(),
                entry.target(),
                entry.risk() == Risk.EXTERNAL,
                entry.argumentsDigest()),
            answer(entry)));
  }

  /**
   * Logins that succeeded are no requests of an actor's; a refused one counts once, as it was
   * recorded where it was refused and not as the gateway saw the answer go by.
   */
  private static boolean isToldOtherwise(AuditRecord entry) {
    boolean refused = entry.outcome() == AuditOutcome.REFUSED;
    boolean login = entry.action().startsWith("login.");
    return (login && !refused)
        || entry.action().startsWith("session.")
        || (!login && refused && LOGIN_PATHS.matcher(entry.target()).matches());
  }

  private Observation.Answer answer(AuditRecord entry) {
    Map<String, Integer> filtered = entry.filtered() == null ? Map.of() : entry.filtered();
    int findings = filtered.values().stream().mapToInt(Integer::intValue).sum();
    int secrets =
        filtered.entrySet().stream()
            .filter(finding -> !harmless.contains(finding.getKey()))
            .mapToInt(Map.Entry::getValue)
            .sum();
    Long bytes = entry.answerBytes();
    return new Observation.Answer(
        Observation.Ending.valueOf(entry.outcome().name()),
        entry.status(),
        entry.reason() == null ? "" : entry.reason(),
        bytes == null ? 0 : bytes,
        findings,
        secrets);
  }
}
