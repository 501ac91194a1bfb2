package io.aios.mcp.conformance;

import io.aios.mcp.fixture.FixtureServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ConformanceIT {
  private static FixtureServer server;

  @BeforeAll
  static void start() {
    server = ConformanceServer.start(0);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> passesRevision20260728() throws Exception {
    return Scenarios.ofRevision20260728(server.uri());
  }

  @TestFactory
  Stream<DynamicTest> passesRevision20251125ButForWhatNeedsSessions() throws Exception {
    return Scenarios.ofRevision20251125(server.uri());
  }
}
