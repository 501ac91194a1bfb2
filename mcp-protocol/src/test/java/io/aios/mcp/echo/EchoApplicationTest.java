package io.aios.mcp.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.McpJson;
import io.aios.mcp.client.McpClient;
import io.aios.mcp.client.ToolRequest;
import io.aios.mcp.tools.ToolDescriptor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The README's server: what stands there is what runs here. */
class EchoApplicationTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Path SOURCE = Path.of("src/test/java/io/aios/mcp/echo/EchoApplication.java");

  @Test
  void servesItsTool() {
    try (ConfigurableApplicationContext application =
        new SpringApplicationBuilder(EchoApplication.class)
            .properties("mcp.server.name=echo", "server.port=0")
            .run()) {
      String port = application.getEnvironment().getRequiredProperty("local.server.port");
      McpClient client = McpClient.builder(URI.create("http://127.0.0.1:" + port + "/mcp")).build();

      assertThat(client.listTools(LONG))
          .extracting(ToolDescriptor::name)
          .containsExactly("say_again");
      var words = McpJson.object().put("text", "hello");
      assertThat(client.callTool(new ToolRequest("say_again", words, LONG)).text())
          .isEqualTo("hello");
      assertThat(client.callTool(new ToolRequest("say_again", McpJson.object(), LONG)).text())
          .contains("/text");
    }
  }

  @Test
  void isWhatTheReadmeShows() throws IOException {
    String source = Files.readString(SOURCE);
    String application = source.substring(source.indexOf("@SpringBootApplication")).strip();
    assertThat(Files.readString(Path.of("README.md"))).contains(application);
  }
}
