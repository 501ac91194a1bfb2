package io.aios.platform.probes;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.platform.boot.AiosApplication;
import io.aios.platform.security.RouteAuthorities;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A service with a port for probes beside its own, which everybody may call here. */
class ProbesIT {
  private static ConfigurableApplicationContext context;
  private static int servicePort;
  private static int probePort;

  @BeforeAll
  static void start() {
    context =
        AiosApplication.builder(Open.class, "probe")
            .properties(
                "server.port=0",
                "aios.probes.port=0",
                "eureka.client.enabled=false",
                "aios.security.management-networks=203.0.113.0/24")
            .run();
    servicePort = Integer.parseInt(context.getEnvironment().getProperty("local.server.port", ""));
    probePort = context.getBean(ProbeConnector.class).localPort();
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"liveness", "readiness"})
  void tellsTheTwoStates(String state) throws IOException {
    assertThat(ask(probePort, "GET /actuator/health/" + state))
        .startsWith("HTTP/1.1 200")
        .contains("\"status\":\"UP\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /open",
        "GET /actuator/health",
        "GET /actuator/health/",
        "GET /actuator/prometheus",
        "GET /actuator/health/liveness/../../prometheus",
        "GET /actuator/health/liveness;x=/../../prometheus",
        "POST /actuator/health/liveness",
        "GET /actuator/health/%6civeness"
      })
  void hasNothingElse(String request) throws IOException {
    assertThat(ask(probePort, request))
        .containsPattern("^HTTP/1.1 40[04]")
        .doesNotContain("opened")
        .doesNotContain("\"status\":\"UP\"");
  }

  @Test
  void leavesTheServicesOwnPortAsItIs() throws IOException {
    assertThat(ask(servicePort, "GET /open")).startsWith("HTTP/1.1 200").contains("opened");
    assertThat(ask(servicePort, "GET /actuator/prometheus")).startsWith("HTTP/1.1 401");
  }

  @Test
  void namesAPortThatIsNone() {
    assertThatThrownBy(
            () ->
                AiosApplication.builder(Open.class, "probe")
                    .properties(
                        "server.port=0", "aios.probes.port=70000", "eureka.client.enabled=false")
                    .run())
        .rootCause()
        .hasMessage("aios.probes.port is 70000; at most 65535");
  }

  /** Written byte by byte: a client would mend the paths. */
  private static String ask(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              (request + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                  .getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Open {
    @Bean
    RouteAuthorities open() {
      return requests -> requests.requestMatchers("/open").permitAll();
    }

    @Bean
    Answer answer() {
      return new Answer();
    }
  }

  @RestController
  static class Answer {
    @GetMapping("/open")
    String open() {
      return "opened";
    }
  }
}
