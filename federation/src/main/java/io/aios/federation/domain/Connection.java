package io.aios.federation.domain;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How an external server is reached. */
public sealed interface Connection {
  /** The names under which a credential holds its values for this connection. */
  Set<String> credentialNames();

  /**
   * Streamable HTTP.
   *
   * @param url absolute, http or https, without user information or fragment
   * @param header that carries the credential as it is; null for a bearer token in {@code
   *     Authorization}
   */
  record Http(URI url, @Nullable String header) implements Connection {
    private static final String TOKEN = "token";
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Set<String> RESERVED =
        Set.of(
            "accept",
            "connection",
            "content-length",
            "content-type",
            "expect",
            "host",
            "mcp-method",
            "mcp-name",
            "mcp-protocol-version",
            "mcp-session-id",
            "te",
            "transfer-encoding",
            "upgrade");

    public Http {
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (!web || url.getHost() == null) {
        throw new InvalidServer("url", "must be an absolute http or https address, not " + url);
      }
      if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
        throw new InvalidServer("url", "must hold neither user information nor a fragment");
      }
      if (header != null && !isFree(header)) {
        throw new InvalidServer("header", "'" + header + "' cannot carry a credential");
      }
    }

    private static boolean isFree(String header) {
      return HEADER.matcher(header).matches()
          && !RESERVED.contains(header.toLowerCase(java.util.Locale.ROOT));
    }

    @Override
    public Set<String> credentialNames() {
      return Set.of(header == null ? TOKEN : header);
    }

    /** The port that is connected to. */
    public int port() {
      boolean secure = "https".equals(url.getScheme());
      return url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
    }
  }

  /**
   * A command that speaks the protocol on its standard streams, in a sandbox.
   *
   * @param command the program and its arguments
   * @param environment names of the variables whose values are the credential
   * @param network whether it shares the machine's network, loopback included
   */
  record Stdio(List<String> command, List<String> environment, boolean network)
      implements Connection {
    private static final int MAX_ARGUMENTS = 64;
    private static final int MAX_LENGTH = 4096;
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final Set<String> RESERVED = Set.of("PATH", "HOME", "LANG", "LD_PRELOAD");

    public Stdio {
      command = List.copyOf(command);
      environment = List.copyOf(environment);
      if (command.isEmpty() || command.size() > MAX_ARGUMENTS) {
        throw new InvalidServer(
            "command", "has " + command.size() + " parts; 1 to " + MAX_ARGUMENTS + " are allowed");
      }
      for (String part : command) {
        if (part.isEmpty() || part.length() > MAX_LENGTH || part.indexOf('\0') >= 0) {
          throw new InvalidServer(
              "command", "each part has 1 to " + MAX_LENGTH + " characters and no NUL");
        }
      }
      for (String name : environment) {
        if (!VARIABLE.matcher(name).matches() || RESERVED.contains(name)) {
          throw new InvalidServer("environment", "'" + name + "' cannot carry a credential");
        }
      }
      if (new HashSet<>(environment).size() != environment.size()) {
        throw new InvalidServer("environment", "names a variable twice");
      }
    }

    @Override
    public Set<String> credentialNames() {
      return Set.copyOf(environment);
    }
  }
}
