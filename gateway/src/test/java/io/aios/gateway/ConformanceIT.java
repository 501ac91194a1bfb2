package io.aios.gateway;

import io.aios.mcp.conformance.Scenarios;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The official suite against the gateway, behind which its fixtures are one server of several. */
class ConformanceIT {
  private static TokenFront front;

  @BeforeAll
  static void start() {
    SharedSuite shared = SharedSuite.get();
    String token =
        shared.suite.tokens.user("conformance", "test:read", "test:destructive", "echo:read");
    front = new TokenFront(shared.suite.url(), token);
  }

  @AfterAll
  static void stop() throws IOException {
    front.close();
  }

  @TestFactory
  Stream<DynamicTest> passesRevision20260728OverTheWholeCatalogue() throws Exception {
    return Scenarios.ofRevision20260728(front.uri("/mcp"));
  }

  @TestFactory
  Stream<DynamicTest> passesRevision20251125ButForWhatNeedsSessionsAtOneServer() throws Exception {
    return Scenarios.ofRevision20251125(front.uri("/mcp/test"));
  }
}
