package io.aios.security.infrastructure.oauth;

import io.aios.platform.files.OwnerOnlyFiles;
import io.aios.security.usecase.Accounts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The people who may log in. The first start makes {@code admin} and leaves the password, which is
 * stored nowhere else in plain text, in a file for the machine's owner.
 */
public final class Administrators implements Accounts {
  public static final String FIRST = "admin";
  private static final int PASSWORD_BYTES = 24;

  private final JdbcClient jdbc;
  private final PasswordEncoder encoder;
  private final Clock clock;

  /** Stands in for the hash of a name that does not exist, so that it costs as much to check. */
  private final String absent;

  Administrators(JdbcClient jdbc, PasswordEncoder encoder, Clock clock) {
    this.jdbc = jdbc;
    this.encoder = encoder;
    this.clock = clock;
    this.absent = encoder.encode(UUID.randomUUID().toString());
  }

  /** A crash before the commit leaves no administrator, and the next start makes a new password. */
  void createFirst(TransactionOperations transactions, Path passwordFile) {
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("LOCK TABLE administrator IN EXCLUSIVE MODE").update();
          if (jdbc.sql("SELECT count(*) FROM administrator").query(Long.class).single() == 0) {
            byte[] random = KeyGenerators.secureRandom(PASSWORD_BYTES).generateKey();
            String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            jdbc.sql("INSERT INTO administrator (name, secret_hash, created_at) VALUES (?, ?, ?)")
                .params(FIRST, encoder.encode(password), OffsetDateTime.now(clock))
                .update();
            OwnerOnlyFiles.replace(
                passwordFile, (password + "\n").getBytes(StandardCharsets.US_ASCII));
          }
        });
  }

  @Override
  public boolean isAdministrator(String subject) {
    return jdbc.sql("SELECT EXISTS (SELECT FROM administrator WHERE name = ?)")
        .param(subject)
        .query(Boolean.class)
        .single();
  }

  /** Costs the same whether or not the name exists. */
  boolean matches(String name, String password) {
    Optional<String> hash =
        jdbc.sql("SELECT secret_hash FROM administrator WHERE name = ?")
            .param(name)
            .query(String.class)
            .optional();
    return encoder.matches(password, hash.orElse(absent)) && hash.isPresent();
  }

  public Authentication loggedIn(String name) {
    return UsernamePasswordAuthenticationToken.authenticated(
        name, null, List.of(new SimpleGrantedAuthority("ROLE_ADMINISTRATOR")));
  }
}
