package io.aios.security.infrastructure.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.security.Server;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/** Whoever reaches the authorization server past the gateway, which counts for each address. */
class ClientRegistrationsIT {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final ClientRegistrations registrations =
      new ClientRegistrations(
          Server.running().bean(RegisteredClientRepository.class), twoAnHour(), clock());

  private static SecurityManagerProperties twoAnHour() {
    var settings =
        new MapConfigurationPropertySource(Map.of("aios.security-manager.registrations", "2"));
    return new Binder(settings)
        .bindOrCreate("aios.security-manager", SecurityManagerProperties.class);
  }

  private Clock clock() {
    InstantSource source = now::get;
    return source.withZone(ZoneOffset.UTC);
  }

  private void register() {
    registrations.register("any", List.of("http://localhost/callback"), "none", Set.of());
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  @Test
  void registersSoManyInAnHourAndNoMore() {
    register();
    pass(Duration.ofMinutes(50));
    register();

    assertThatThrownBy(this::register)
        .isInstanceOfSatisfying(
            ClientRegistrations.Refused.class,
            refused -> assertThat(refused.error()).isEqualTo("too_many_requests"));
    pass(Duration.ofMinutes(9));
    assertThatThrownBy(this::register).isInstanceOf(ClientRegistrations.Refused.class);

    pass(Duration.ofMinutes(1));
    register();
  }
}
