package io.aios.gateway;

import io.aios.platform.security.ServiceToken;
import io.aios.platform.security.ServiceTokens;
import java.util.Map;
import java.util.Set;

/** Starts gateway and tool server, prints how to call both, and waits: for load runs by hand. */
final class BenchMain {
  private BenchMain() {}

  public static void main(String[] args) throws InterruptedException {
    Suite suite =
        new Suite(
            Map.of(
                "server.port", "18080",
                "aios.security.hop-token-lifetime", "4h",
                "aios.gateway.quota.user.calls", "100000000",
                "aios.gateway.quota.user.daily", "100000000",
                "aios.gateway.loops.reads", "100000000",
                "aios.gateway.quota.user-tool.calls", "100000000"));
    System.out.println("ECHO=" + Suite.port(suite.echo));
    System.out.println("TOKEN=" + suite.tokens.user("ada", "echo:read"));
    suite.awaitTools();
    suite.seen().recordNothing();
    ServiceTokens tokens = suite.gateway.getBean(ServiceTokens.class);
    System.out.println(
        "HOP="
            + tokens.mint(
                new ServiceToken(
                    "mcp-echo", "ada", "bench", Set.of("tool:echo_say_text"), Set.of())));
    Thread.currentThread().join();
  }
}
