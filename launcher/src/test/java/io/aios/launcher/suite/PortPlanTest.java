package io.aios.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.launcher.data.StartFailure;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortPlanTest {
  private static final Member GATEWAY = new Member("gateway", "none", 0, 0, Set.of(), "");

  @Test
  void refusesATakenPortAndNamesWhoHoldsIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> PortPlan.of(Map.of("gateway", port), List.of(GATEWAY)))
          .isInstanceOf(StartFailure.class)
          .hasMessageContaining(
              "port "
                  + port
                  + " of gateway is taken by java (pid "
                  + ProcessHandle.current().pid()
                  + ")")
          .hasMessageContaining("--port NAME=PORT");
    }
  }

  @Test
  void refusesATakenPortOfInfrastructureOnlyWhenItWasAskedFor() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> PortPlan.of(Map.of("postgres", port), List.of()))
          .hasMessageContaining("port " + port + " of postgres is taken");
    }
    assertThat(PortPlan.of(Map.of(), List.of()).of("postgres")).isPositive();
  }

  @Test
  void givesAnyFreePortForZeroAndNoneTwice() {
    PortPlan plan = PortPlan.of(Map.of("kafka", 0, "redis", 0, "postgres", 0), List.of(GATEWAY));
    assertThat(
            Set.of(
                plan.of("gateway"),
                plan.of("kafka"),
                plan.of("redis"),
                plan.of("postgres"),
                plan.kafkaController()))
        .hasSize(5)
        .allMatch(port -> port < 32_768, "below those of outgoing connections");
  }

  @Test
  void refusesANameThatNothingHas() {
    assertThatThrownBy(() -> PortPlan.of(Map.of("gatewya", 1), List.of()))
        .hasMessageContaining("nothing is called 'gatewya'")
        .hasMessageContaining("gateway");
  }
}
