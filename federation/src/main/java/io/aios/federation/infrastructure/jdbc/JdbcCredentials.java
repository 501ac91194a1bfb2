package io.aios.federation.infrastructure.jdbc;

import io.aios.federation.domain.Credential;
import io.aios.federation.domain.CredentialOwner;
import io.aios.federation.usecase.Credentials;
import io.aios.federation.usecase.Deed;
import io.aios.mcp.McpJson;
import io.aios.platform.secrets.FormerKey;
import io.aios.platform.secrets.FormerRows;
import io.aios.platform.secrets.Seal;
import io.aios.platform.secrets.Secrets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Credentials, each sealed to its row: one put in another's place does not open. */
class JdbcCredentials implements Credentials {
  private static final String SHARED = "";
  private static final FormerRows.Column COLUMN =
      new FormerRows.Column("external_credential", "sealed", List.of("alias", "subject"));

  private final JdbcClient jdbc;
  private final AuditedDeeds deeds;
  private final TransactionOperations transactions;
  private final Seal seal;
  private final Clock clock;

  JdbcCredentials(
      JdbcClient jdbc,
      AuditedDeeds deeds,
      TransactionOperations transactions,
      Secrets secrets,
      FormerKey former,
      Clock clock) {
    this.jdbc = jdbc;
    this.deeds = deeds;
    this.transactions = transactions;
    this.seal =
        secrets.seal("credential", new FormerRows(jdbc, former, COLUMN, JdbcCredentials::formerly));
    this.clock = clock;
  }

  private record Values(Map<String, String> values) {}

  /** What was sealed when whose it is was sealed with it. */
  private record Formerly(String alias, String subject, Map<String, String> values) {}

  @Override
  public Optional<Credential> find(String alias, CredentialOwner owner) {
    if (owner instanceof CredentialOwner.Nobody) {
      return Optional.of(Credential.NONE);
    }
    String subject = subject(owner);
    return jdbc.sql("SELECT sealed FROM external_credential WHERE alias = ? AND subject = ?")
        .params(alias, subject)
        .query((row, n) -> open(row.getBytes(1), alias, subject))
        .optional();
  }

  private Credential open(byte[] sealed, String alias, String subject) {
    byte[] opened = seal.open(sealed, place(alias, subject));
    return new Credential(McpJson.MAPPER.readValue(opened, Values.class).values());
  }

  /** Aliases have no slash. */
  private static String place(String alias, String subject) {
    return alias + "/" + subject;
  }

  private static Optional<byte[]> formerly(byte[] opened, List<String> key) {
    Formerly former = McpJson.MAPPER.readValue(opened, Formerly.class);
    return key.equals(List.of(former.alias(), former.subject()))
        ? Optional.of(McpJson.MAPPER.writeValueAsBytes(new Values(former.values())))
        : Optional.empty();
  }

  @Override
  public void put(String alias, CredentialOwner owner, Credential credential, Deed deed) {
    String subject = subject(owner);
    byte[] sealed =
        seal.seal(
            McpJson.MAPPER.writeValueAsBytes(new Values(credential.values())),
            place(alias, subject));
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql(
                  "INSERT INTO external_credential (alias, subject, sealed, set_at)"
                      + " VALUES (?, ?, ?, ?) ON CONFLICT (alias, subject)"
                      + " DO UPDATE SET sealed = excluded.sealed, set_at = excluded.set_at")
              .params(alias, subject, sealed, OffsetDateTime.now(clock))
              .update();
          deeds.record(List.of(deed));
        });
  }

  @Override
  public boolean remove(String alias, CredentialOwner owner, Deed deed) {
    return Boolean.TRUE.equals(
        transactions.execute(
            status -> {
              int removed =
                  jdbc.sql("DELETE FROM external_credential WHERE alias = ? AND subject = ?")
                      .params(alias, subject(owner))
                      .update();
              if (removed > 0) {
                deeds.record(List.of(deed));
              }
              return removed > 0;
            }));
  }

  private static String subject(CredentialOwner owner) {
    return switch (owner) {
      case CredentialOwner.Nobody nobody ->
          throw new IllegalArgumentException("Nobody has a credential");
      case CredentialOwner.Everybody everybody -> SHARED;
      case CredentialOwner.User user -> user.subject();
    };
  }
}
