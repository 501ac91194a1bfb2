package io.aios.orchestrator.bench;

import io.aios.mcp.McpJson;
import io.aios.mcp.client.McpClient;
import io.aios.mcp.client.ToolRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The calls of a plan without the engine. */
final class DirectCalls {
  private final McpClient client;

  DirectCalls(String url) {
    client = McpClient.builder(URI.create(url + "/mcp")).token(() -> "none").build();
  }

  void callAll(int count) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () ->
                      client.callTool(
                          new ToolRequest(
                              "probe_read_echo",
                              McpJson.object().put("key", "direct"),
                              Duration.ofSeconds(30),
                              (progress, total, message) -> {},
                              java.util.Map.of()))));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
