package io.aios.security.infrastructure.privacy;

import io.aios.platform.privacy.SubjectData;
import io.aios.security.audit.domain.LedgerQuery;
import io.aios.security.audit.usecase.Ledger;
import io.aios.security.factors.usecase.SecondFactors;
import io.aios.security.keys.domain.StoredKey;
import io.aios.security.keys.usecase.RevokeKeys;
import io.aios.security.keys.usecase.StoredKeys;
import io.aios.security.revocation.usecase.EndSessions;
import io.aios.security.revocation.usecase.Session;
import io.aios.security.revocation.usecase.Sessions;
import io.aios.security.users.domain.User;
import io.aios.security.users.usecase.Users;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Account, sessions, keys and audit records. Erasing ends sessions and keys; the account stays,
 * with its password and second factors, so that nobody else can have the name, and so does the
 * ledger, which nothing can be taken out of.
 */
@Component
class StoredOfUsers implements SubjectData {
  private static final int MOST_RECORDS = 1_000;

  private final Users users;
  private final SecondFactors factors;
  private final Logins logins;
  private final Keys keys;
  private final Ledger ledger;
  private final JsonMapper json;

  /** Sessions, read and ended. */
  @Component
  record Logins(Sessions sessions, EndSessions end, Clock clock) {}

  /** Keys, read and ended. */
  @Component
  record Keys(StoredKeys stored, RevokeKeys revoke) {}

  StoredOfUsers(
      Users users,
      SecondFactors factors,
      Logins logins,
      Keys keys,
      Ledger ledger,
      JsonMapper json) {
    this.users = users;
    this.factors = factors;
    this.logins = logins;
    this.keys = keys;
    this.ledger = ledger;
    this.json = json;
  }

  @Override
  public Map<String, Object> export(String subject) {
    Map<String, Object> all = new LinkedHashMap<>();
    users.find(subject).ifPresent(user -> all.put("account", account(user)));
    all.put("sessions", sessions(subject));
    all.put(
        "keys", keys.stored().list(Optional.of(subject)).stream().map(StoredOfUsers::key).toList());
    all.put("auditRecords", records(subject));
    return all;
  }

  private Map<String, Object> account(User user) {
    return Map.of(
        "name",
        user.name(),
        "enabled",
        user.enabled(),
        "roles",
        user.roles(),
        "groups",
        user.groups(),
        "createdAt",
        user.createdAt(),
        "passwordChangedAt",
        user.passwordChangedAt(),
        "secondFactor",
        factors.isEnrolled(user.name()));
  }

  private List<Session> sessions(String subject) {
    return logins.sessions().list(Optional.of(subject), logins.clock().instant());
  }

  private static Map<String, Object> key(StoredKey key) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("id", key.id());
    told.put("name", key.name());
    told.put("scopes", key.scopes());
    told.put("createdAt", key.createdAt());
    told.put("expiresAt", key.expiresAt());
    told.put("lastUsedAt", key.lastUsedAt());
    return told;
  }

  /** The youngest first. */
  private List<JsonNode> records(String subject) {
    return ledger.find(new LedgerQuery(subject, null, null, null, null, MOST_RECORDS)).stream()
        .map(entry -> json.readTree(entry.json()))
        .toList();
  }

  @Override
  public Map<String, Long> erase(String subject) {
    long sessions = sessions(subject).size();
    long held = keys.stored().count(subject);
    logins.end().endAll(subject);
    keys.revoke().revokeAll(subject);
    return Map.of("sessions", sessions, "keys", held);
  }
}
