package io.aios.mcp.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.fixture.FixtureServer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Streams do not outlive the access they were opened with for long. */
class StreamAgeTest {

  @Test
  void endsAStreamAtItsMaximumAge() throws IOException {
    Changes changes =
        Changes.builder().tools().limits(new ListenLimits(1, 1, 1, Duration.ofMillis(300))).build();
    try (FixtureServer server = FixtureServer.start(0, builder -> builder.with(changes));
        var stream = ListeningSocket.open(server, "{\"toolsListChanged\":true}", "")) {
      assertThat(stream.next().path("method").asString()).contains("acknowledged");
      JsonNode last = stream.next();
      assertThat(last.at("/result/resultType").asString()).isEqualTo("complete");
      assertThat(changes.listeners()).isZero();
    }
  }
}
