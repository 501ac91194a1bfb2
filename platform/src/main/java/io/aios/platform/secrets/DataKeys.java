package io.aios.platform.secrets;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The wrapped data keys of this service in its schema. They are written in transactions of their
 * own: what was sealed under a key must not outlive it by a rollback.
 */
final class DataKeys {
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final String service;

  /**
   * @param service that the wrapped keys are bound to
   */
  DataKeys(JdbcClient jdbc, PlatformTransactionManager transactions, String service) {
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactions);
    this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.service = service;
  }

  private record Row(ByteBuffer wrapped, long masterKey) {}

  boolean isEmpty() {
    return wrappedBy().isEmpty();
  }

  /** Which master key wraps which purpose's key. */
  Map<String, Long> wrappedBy() {
    Map<String, Long> found = new TreeMap<>();
    jdbc.sql("SELECT purpose, master_key FROM data_key")
        .query(
            row -> {
              found.put(row.getString(1), row.getLong(2));
            });
    return found;
  }

  /** The key of a purpose, made by the first who asks. */
  KeysetHandle get(String purpose, Parameters kind, MasterKeys master) {
    return stored(purpose)
        .or(
            () -> {
              insert(purpose, Tink.newKeyset(kind), master);
              return stored(purpose);
            })
        .map(row -> unwrap(purpose, row, master))
        .orElseThrow(() -> new IllegalStateException("The data key " + purpose + " vanished"));
  }

  private Optional<Row> stored(String purpose) {
    return jdbc.sql("SELECT wrapped, master_key FROM data_key WHERE purpose = ?")
        .param(purpose)
        .query((row, n) -> new Row(ByteBuffer.wrap(row.getBytes(1)), row.getLong(2)))
        .optional();
  }

  private void insert(String purpose, KeysetHandle key, MasterKeys master) {
    byte[] wrapped = wrap(purpose, key, master);
    transactions.executeWithoutResult(
        status ->
            jdbc.sql(
                    "INSERT INTO data_key (purpose, wrapped, master_key) VALUES (?, ?, ?)"
                        + " ON CONFLICT DO NOTHING")
                .params(purpose, wrapped, master.primary())
                .update());
  }

  /** Runs what brings older values under the key, once for all processes. */
  void adopt(String purpose, Runnable adoption) {
    transactions.executeWithoutResult(
        status -> {
          boolean adopted =
              jdbc.sql("SELECT adopted FROM data_key WHERE purpose = ? FOR UPDATE")
                  .param(purpose)
                  .query(Boolean.class)
                  .single();
          if (!adopted) {
            adoption.run();
            jdbc.sql("UPDATE data_key SET adopted = true WHERE purpose = ?")
                .param(purpose)
                .update();
          }
        });
  }

  /**
   * Wraps by the primary master key what another one wraps.
   *
   * @param failed told of each purpose whose key does not unwrap; the others are wrapped all the
   *     same
   */
  void rewrap(MasterKeys master, Consumer<SecretUnreadable> failed) {
    new LinkedHashMap<>(wrappedBy())
        .forEach(
            (purpose, wrappedBy) -> {
              try {
                if (wrappedBy != master.primary()) {
                  rewrap(purpose, master);
                }
              } catch (SecretUnreadable e) {
                failed.accept(e);
              }
            });
  }

  private void rewrap(String purpose, MasterKeys master) {
    Row row = stored(purpose).orElseThrow();
    byte[] wrapped = wrap(purpose, unwrap(purpose, row, master), master);
    jdbc.sql(
            "UPDATE data_key SET wrapped = ?, master_key = ?, wrapped_at = now()"
                + " WHERE purpose = ? AND wrapped = ?")
        .params(wrapped, master.primary(), purpose, row.wrapped().array())
        .update();
  }

  private byte[] wrap(String purpose, KeysetHandle key, MasterKeys master) {
    return Tink.sure(
        () ->
            TinkProtoKeysetFormat.serializeEncryptedKeyset(
                key, master.aead(), context(purpose), Tink.CONFIGURATION));
  }

  private KeysetHandle unwrap(String purpose, Row row, MasterKeys master) {
    if (!master.ids().contains(row.masterKey())) {
      throw new MasterKeyMissing(
          "Master key %d, which wraps the data key %s of %s, is not among %s of the key file"
              .formatted(row.masterKey(), purpose, service, List.copyOf(master.ids())));
    }
    try {
      return TinkProtoKeysetFormat.parseEncryptedKeyset(
          row.wrapped().array(), master.aead(), context(purpose), Tink.CONFIGURATION);
    } catch (GeneralSecurityException e) {
      throw new SecretAltered(
          "The data key %s of %s was changed or is another's".formatted(purpose, service));
    }
  }

  private byte[] context(String purpose) {
    return (service + '\0' + purpose).getBytes(StandardCharsets.UTF_8);
  }
}
