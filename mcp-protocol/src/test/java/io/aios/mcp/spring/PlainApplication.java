package io.aios.mcp.spring;

import io.aios.mcp.About;
import io.aios.mcp.McpJson;
import io.aios.mcp.client.McpClient;
import io.aios.mcp.client.ToolRequest;
import io.aios.mcp.server.Caching;
import io.aios.mcp.server.Feature;
import io.aios.mcp.tools.CallToolResult;
import io.aios.mcp.tools.ToolDescriptor;
import io.aios.mcp.tools.ToolSet;
import io.aios.mcp.tools.ToolsFeature;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** A server without annotations, which calls itself and prints the answer. */
@EnableAutoConfiguration
class PlainApplication {
  static final String ANSWER = "It works without them.";

  @Bean
  Feature tools() {
    ToolDescriptor answer =
        ToolDescriptor.of("answer", McpJson.object().put("type", "object"), About.of("Answers"));
    ToolSet tools =
        ToolSet.builder().tool(answer, (a, exchange) -> CallToolResult.text(ANSWER)).build();
    return new ToolsFeature(tools, Caching.NONE, 10);
  }

  public static void main(String[] arguments) {
    try (var application =
        SpringApplication.run(
            PlainApplication.class, "--mcp.server.name=plain", "--server.port=0")) {
      String port = application.getEnvironment().getRequiredProperty("local.server.port");
      McpClient client = McpClient.builder(URI.create("http://127.0.0.1:" + port + "/mcp")).build();
      ToolRequest request = new ToolRequest("answer", McpJson.object(), Duration.ofSeconds(30));
      System.out.println(client.callTool(request).text());
    }
  }
}
