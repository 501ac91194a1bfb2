package io.aios.security.users.infrastructure.jdbc;

import io.aios.security.users.usecase.Identities;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcIdentities implements Identities {
  private final JdbcClient jdbc;

  JdbcIdentities(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<String> user(Identity identity) {
    return jdbc.sql("SELECT account FROM identity WHERE issuer = ? AND subject = ?")
        .params(identity.issuer(), identity.subject())
        .query(String.class)
        .optional();
  }

  @Override
  public void link(Identity identity, String user) {
    jdbc.sql("INSERT INTO identity (issuer, subject, account) VALUES (?, ?, ?)")
        .params(identity.issuer(), identity.subject(), user)
        .update();
  }
}
