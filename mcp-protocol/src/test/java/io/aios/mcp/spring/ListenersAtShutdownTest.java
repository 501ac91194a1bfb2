package io.aios.mcp.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.client.ChangeListener;
import io.aios.mcp.client.Interests;
import io.aios.mcp.client.McpClient;
import io.aios.mcp.subscriptions.Changes;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

class ListenersAtShutdownTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @EnableAutoConfiguration
  static class ChangingApplication {
    @Bean
    Changes changes() {
      return Changes.builder().tools().build();
    }
  }

  /** With the grace of half an hour, an open stream would hold the server up that long. */
  @Test
  void toldThatItIsOverBeforeTheServerWaitsForThem() throws Exception {
    CompletableFuture<Optional<Throwable>> ended = new CompletableFuture<>();
    ConfigurableApplicationContext application =
        new SpringApplicationBuilder(ChangingApplication.class)
            .properties(
                "mcp.server.name=changing",
                "server.port=0",
                "server.shutdown=graceful",
                "spring.lifecycle.timeout-per-shutdown-phase=30m",
                "spring.threads.virtual.enabled=true")
            .run();
    String port = application.getEnvironment().getRequiredProperty("local.server.port");
    McpClient.builder(URI.create("http://127.0.0.1:" + port + "/mcp"))
        .build()
        .listen(
            Interests.lists(),
            new ChangeListener() {
              @Override
              public void ended(@Nullable Throwable failure) {
                ended.complete(Optional.ofNullable(failure));
              }
            },
            LONG);
    CompletableFuture<Void> closed = CompletableFuture.runAsync(application::close);
    assertThat(ended.get(30, TimeUnit.SECONDS)).as("how the stream ended").isEmpty();
    assertThat(closed).succeedsWithin(LONG);
  }
}
