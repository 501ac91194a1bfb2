package io.aios.federation.usecase;

import io.aios.federation.domain.Credential;
import io.aios.federation.domain.CredentialMode;
import io.aios.federation.domain.CredentialOwner;
import io.aios.federation.domain.ExternalServer;
import io.aios.federation.domain.InvalidServer;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Keeps a credential for an external server: a user's own, or the one that all share. */
@Component
public final class SetCredential {
  private final Credentials credentials;
  private final Peers peers;
  private final RefreshTools refresh;

  SetCredential(Credentials credentials, Peers peers, RefreshTools refresh) {
    this.credentials = credentials;
    this.peers = peers;
    this.refresh = refresh;
  }

  /**
   * @throws InvalidServer when the server takes no such credential, or not these values
   */
  public void set(
      ExternalServer server, CredentialOwner owner, Map<String, String> values, Actor by) {
    require(server, owner);
    Credential credential = Credential.of(values, server.connection());
    credentials.put(
        server.alias(), owner, credential, Deed.done(by, action("set", owner), server.alias()));
    // What still runs with the one before must not go on.
    peers.close(server.alias());
    if (server.enabled() && owner.equals(server.credentialOwner(server.addedBy()))) {
      refresh.refresh(server);
    }
  }

  /** False when there was none. */
  public boolean remove(ExternalServer server, CredentialOwner owner, Actor by) {
    require(server, owner);
    boolean removed =
        credentials.remove(
            server.alias(), owner, Deed.done(by, action("remove", owner), server.alias()));
    peers.close(server.alias());
    return removed;
  }

  private static void require(ExternalServer server, CredentialOwner owner) {
    CredentialMode mode =
        switch (owner) {
          case CredentialOwner.Nobody nobody -> CredentialMode.NONE;
          case CredentialOwner.Everybody everybody -> CredentialMode.SHARED;
          case CredentialOwner.User user -> CredentialMode.PER_USER;
        };
    if (mode == CredentialMode.NONE || server.credentials() != mode) {
      throw new InvalidServer(
          "credentials",
          switch (server.credentials()) {
            case NONE -> "the server " + server.alias() + " takes none";
            case SHARED -> "the server " + server.alias() + " takes one that all share";
            case PER_USER -> "the server " + server.alias() + " takes one of each user";
          });
    }
  }

  private static String action(String verb, CredentialOwner owner) {
    return owner instanceof CredentialOwner.Everybody
        ? "server.shared-credential." + verb
        : "server.credential." + verb;
  }
}
