package io.aios.launcher.cli.gateway;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.OwnerTls;
import io.aios.launcher.data.StartFailure;
import io.aios.launcher.data.SuiteState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The command line's token, kept in {@code run/cli-token.json} (0600) while it is good. */
public final class Tokens {
  /** Everything that the owner of this machine may do. */
  public static final Set<String> ALL_SCOPES =
      Set.of(
          "*:read",
          "*:write",
          "*:destructive",
          "*:external",
          "ops:read",
          "approvals:decide",
          "commands:rebuild",
          "privacy:reveal",
          "plans:write",
          "servers:write");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final DataDirectory data;
  private final SuiteState state;
  private final Clock clock;

  public Tokens(DataDirectory data, SuiteState state, Clock clock) {
    this.data = data;
    this.state = state;
    this.clock = clock;
  }

  /** The kept token, or a new one when it is absent, old, of a former start, or for less. */
  public AccessToken current() throws InterruptedException {
    Optional<AccessToken> kept =
        read()
            .filter(token -> token.issuer().equals(server()) && token.isFresh(clock.instant()))
            .filter(token -> token.scopes().containsAll(ALL_SCOPES));
    return kept.isPresent() ? kept.get() : renew();
  }

  /** A new token with all scopes, which replaces the kept one. */
  public AccessToken renew() throws InterruptedException {
    AccessToken token = withScopes(ALL_SCOPES);
    write(token);
    return token;
  }

  /** A token of its own for exactly these scopes; it is not kept. */
  public AccessToken withScopes(Set<String> scopes) throws InterruptedException {
    return new LocalLogin(data, server(), clock, certificate()).login(scopes);
  }

  /** Lets the owner log in with a browser and keeps the token. */
  public AccessToken byBrowser(Consumer<URI> show) throws InterruptedException {
    AccessToken token = new BrowserLogin(state.gatewayUrl(), clock).login(ALL_SCOPES, show);
    keep(token);
    return token;
  }

  /** Lets the owner log in with the browser of another device and keeps the token. */
  public AccessToken byDevice(Consumer<DeviceLogin.Shown> show) throws InterruptedException {
    AccessToken token = new DeviceLogin(state.gatewayUrl(), clock).login(ALL_SCOPES, show);
    keep(token);
    return token;
  }

  /**
   * Revokes the kept token (RFC 7009) and forgets it.
   *
   * @return whether there was one
   */
  public boolean revoke() throws IOException, InterruptedException {
    Optional<AccessToken> kept = read();
    if (kept.isPresent()) {
      HttpClient.Builder client = HttpClient.newBuilder();
      certificate().ifPresent(client::sslContext);
      try (HttpClient http = client.build()) {
        AuthorizationCode.revoke(http, server(), kept.get());
      }
    }
    return Files.deleteIfExists(file());
  }

  /** As one for all scopes: the user's roles may permit less, and asking again gives no more. */
  private void keep(AccessToken token) {
    write(new AccessToken(token.value(), ALL_SCOPES, server(), token.expiresAt()));
  }

  private Optional<SSLContext> certificate() {
    return state.mutualTls() ? Optional.of(OwnerTls.context(data)) : Optional.empty();
  }

  private String server() {
    return state.url("security-manager");
  }

  private Optional<AccessToken> read() {
    try {
      return Optional.of(JSON.readValue(Files.readString(file()), AccessToken.class));
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }

  private void write(AccessToken token) {
    try {
      Path written = Files.createTempFile(data.run(), "token", ".new"); // 0600
      Files.writeString(written, JSON.writeValueAsString(token));
      Files.move(
          written, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw StartFailure.of("token", e);
    }
  }

  private Path file() {
    return data.run().resolve("cli-token.json");
  }
}
