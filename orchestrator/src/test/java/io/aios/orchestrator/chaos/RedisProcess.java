package io.aios.orchestrator.chaos;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import redis.embedded.RedisServer;

final class RedisProcess implements Server {
  private final int port = Server.freePort();
  private RedisServer server;
  private List<ProcessHandle> processes = List.of();

  @Override
  public Map<String, String> properties() {
    return Map.of(
        "spring.data.redis.host", "127.0.0.1", "spring.data.redis.port", String.valueOf(port));
  }

  @Override
  public void start() throws IOException {
    server =
        RedisServer.newRedisServer()
            .port(port)
            .setting("bind 127.0.0.1")
            .setting("save \"\"")
            .build();
    List<ProcessHandle> others = ProcessHandle.current().children().toList();
    server.start();
    processes =
        ProcessHandle.current().children().filter(child -> !others.contains(child)).toList();
  }

  @Override
  public void stop() throws IOException {
    server.stop();
  }

  @Override
  public Stream<ProcessHandle> processes() {
    return processes.stream();
  }
}
