package io.aios.federation.infrastructure.jdbc;

import io.aios.federation.domain.Credential;
import io.aios.federation.domain.CredentialOwner;
import io.aios.federation.usecase.Credentials;
import io.aios.federation.usecase.Deed;
import io.aios.mcp.McpJson;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Credentials, sealed with AES-256-GCM. Whose they are is sealed with them, so that a row put in
 * another's place does not open.
 */
class JdbcCredentials implements Credentials {
  private static final String SHARED = "";

  private final JdbcClient jdbc;
  private final AuditedDeeds deeds;
  private final TransactionOperations transactions;
  private final BytesEncryptor seal;
  private final Clock clock;

  JdbcCredentials(
      JdbcClient jdbc,
      AuditedDeeds deeds,
      TransactionOperations transactions,
      BytesEncryptor seal,
      Clock clock) {
    this.jdbc = jdbc;
    this.deeds = deeds;
    this.transactions = transactions;
    this.seal = seal;
    this.clock = clock;
  }

  record Sealed(String alias, String subject, Map<String, String> values) {}

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
    Sealed opened = McpJson.MAPPER.readValue(seal.decrypt(sealed), Sealed.class);
    if (!opened.alias().equals(alias) || !opened.subject().equals(subject)) {
      throw new IllegalStateException(
          "The stored credential of %s for %s is another's".formatted(alias, subject));
    }
    return new Credential(opened.values());
  }

  @Override
  public void put(String alias, CredentialOwner owner, Credential credential, Deed deed) {
    String subject = subject(owner);
    byte[] sealed =
        seal.encrypt(
            McpJson.MAPPER.writeValueAsBytes(new Sealed(alias, subject, credential.values())));
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
