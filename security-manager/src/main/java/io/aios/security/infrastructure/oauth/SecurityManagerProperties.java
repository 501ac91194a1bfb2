package io.aios.security.infrastructure.oauth;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The authorization server's settings.
 *
 * @param serviceAccounts secret of each service that registers signing keys
 * @param keyRotation how long a signing key is used
 * @param keyAnnouncement how long it is published before; longer than receivers cache keys
 * @param userTokenLife of access tokens for people
 * @param programTokenLife of access tokens for programs
 * @param refreshTokenLife of each refresh token; every use gives the next one
 * @param sessionLife from the login on; no refresh token is good for longer, however often it is
 *     exchanged
 * @param registrations of clients by themselves, in an hour and in all
 */
@Validated
@ConfigurationProperties("aios.security-manager")
record SecurityManagerProperties(
    @DefaultValue Map<String, String> serviceAccounts,
    @DefaultValue("30d") Duration keyRotation,
    @DefaultValue("15m") Duration keyAnnouncement,
    @DefaultValue("1h") Duration userTokenLife,
    @DefaultValue("15m") Duration programTokenLife,
    @DefaultValue("30d") Duration refreshTokenLife,
    @DefaultValue("90d") Duration sessionLife,
    @DefaultValue("60") int registrations) {

  private static final int SHORTEST_SECRET = 32;

  SecurityManagerProperties {
    serviceAccounts = Map.copyOf(serviceAccounts);
    if (!sessionLife.isPositive()) {
      throw new IllegalArgumentException(
          "aios.security-manager.session-life is %s; it must be longer than zero"
              .formatted(sessionLife));
    }
    serviceAccounts.forEach(
        (name, secret) -> {
          if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                "aios.security-manager.service-accounts.%s has %d characters; it needs %d"
                    .formatted(name, secret.length(), SHORTEST_SECRET));
          }
        });
  }

  Duration longestTokenLife() {
    return userTokenLife.compareTo(programTokenLife) > 0 ? userTokenLife : programTokenLife;
  }

  /** Where files live below the data directory. */
  static Path secrets(Path dataDir, String name) {
    return dataDir.resolve("secrets").resolve(name);
  }
}
