package io.aios.federation.interfaces.web;

import io.aios.federation.domain.Connection;
import io.aios.federation.domain.CredentialMode;
import io.aios.federation.domain.InvalidServer;
import io.aios.federation.usecase.AddServer;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A server as an administrator describes it: a url, or a command.
 *
 * @param title the alias when absent
 * @param header that carries the credential; a bearer token when absent
 * @param environment names of the variables that carry the credential
 * @param network whether the command shares this machine's network
 * @param credentials {@code none}, {@code shared} or {@code per-user}
 */
record ServerUpload(
    @NotBlank String alias,
    @Nullable String title,
    @Nullable @Size(max = 2000) String url,
    @Nullable String header,
    @Nullable @Size(max = 64) List<@NotBlank String> command,
    @Nullable @Size(max = 64) List<@NotBlank String> environment,
    @Nullable Boolean network,
    @Nullable String credentials) {

  AddServer.Request toRequest() {
    return new AddServer.Request(
        alias, Objects.requireNonNullElse(title, alias), connection(), mode());
  }

  private Connection connection() {
    if ((url == null) == (command == null)) {
      throw new InvalidServer("url", "give either a url or a command");
    }
    if (url != null) {
      if (environment != null || network != null) {
        throw new InvalidServer("url", "takes neither environment nor network");
      }
      return new Connection.Http(uri(url), header);
    }
    if (header != null) {
      throw new InvalidServer("command", "takes no header");
    }
    return new Connection.Stdio(
        Objects.requireNonNullElse(command, List.of()),
        Objects.requireNonNullElse(environment, List.of()),
        Boolean.TRUE.equals(network));
  }

  private static URI uri(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw new InvalidServer("url", "is no address: " + e.getReason());
    }
  }

  private CredentialMode mode() {
    String name = Objects.requireNonNullElse(credentials, "none");
    for (CredentialMode mode : CredentialMode.values()) {
      if (label(mode).equals(name)) {
        return mode;
      }
    }
    throw new InvalidServer("credentials", "must be none, shared or per-user, not '" + name + "'");
  }

  static String label(CredentialMode mode) {
    return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
