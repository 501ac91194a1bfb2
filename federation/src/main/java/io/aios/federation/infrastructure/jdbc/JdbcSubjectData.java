package io.aios.federation.infrastructure.jdbc;

import io.aios.federation.domain.CredentialOwner;
import io.aios.federation.usecase.Actor;
import io.aios.federation.usecase.Credentials;
import io.aios.federation.usecase.Deed;
import io.aios.federation.usecase.Peers;
import io.aios.platform.privacy.SubjectData;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A user's credentials at external servers: which there are is told, what they hold is not. Who
 * added a server or approved a tool stays, as the ledger has it.
 */
@Component
class JdbcSubjectData implements SubjectData {
  private final JdbcClient jdbc;
  private final Credentials credentials;
  private final Peers peers;

  JdbcSubjectData(JdbcClient jdbc, Credentials credentials, Peers peers) {
    this.jdbc = jdbc;
    this.credentials = credentials;
    this.peers = peers;
  }

  @Override
  public Map<String, Object> export(String subject) {
    return Map.of(
        "credentials",
        jdbc.sql("SELECT alias, set_at FROM external_credential WHERE subject = ? ORDER BY alias")
            .param(subject)
            .query()
            .listOfRows(),
        "serversAdded",
        jdbc.sql("SELECT alias FROM external_server WHERE added_by = ? ORDER BY alias")
            .param(subject)
            .query(String.class)
            .list());
  }

  @Override
  public Map<String, Long> erase(String subject) {
    if (subject.isEmpty()) {
      throw new IllegalArgumentException("The empty subject owns what all share");
    }
    List<String> aliases =
        jdbc.sql("SELECT alias FROM external_credential WHERE subject = ?")
            .param(subject)
            .query((row, n) -> row.getString(1))
            .list();
    for (String alias : aliases) {
      credentials.remove(
          alias,
          new CredentialOwner.User(subject),
          new Deed(Actor.ITSELF, "server.credential.erase", alias, null, null));
      // What still runs with it must not go on.
      peers.close(alias);
    }
    return Map.of("credentials", (long) aliases.size());
  }
}
