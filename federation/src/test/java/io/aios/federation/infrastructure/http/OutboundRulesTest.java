package io.aios.federation.infrastructure.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.federation.domain.Connection.Http;
import io.aios.federation.domain.InvalidServer;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutboundRulesTest {
  private final OutboundRules rules = new OutboundRules(Set.of("127.0.0.1:9000"));

  private static Http http(String url) {
    return new Http(URI.create(url), null);
  }

  @Test
  void allowsANamedHostAtItsPortAlone() {
    rules.check(http("http://127.0.0.1:9000/mcp"));

    assertThatThrownBy(() -> rules.check(http("http://127.0.0.1:9001/mcp")))
        .isInstanceOf(InvalidServer.class)
        .hasMessageContaining("127.0.0.1:9001 is not in aios.federation.http.allowed-hosts");
    assertThatThrownBy(() -> rules.check(http("https://127.0.0.1:9001/mcp")))
        .isInstanceOf(InvalidServer.class);
  }

  /** What a rebound name would come to: the check when it was added is not what protects. */
  @Test
  void resolvesNoNameOfThisMachineForAConnection() {
    assertThatThrownBy(() -> rules.resolver().resolve("localhost"))
        .isInstanceOf(UnknownHostException.class)
        .hasMessageContaining("not a public address");
    assertThatThrownBy(() -> rules.resolver().resolve("10.0.0.1"))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void resolvesPublicAddressesAndNamedHosts() throws Exception {
    assertThat(rules.resolver().resolve("8.8.8.8")).hasSize(1);
    assertThat(rules.resolver().resolve("127.0.0.1")).hasSize(1);
  }
}
