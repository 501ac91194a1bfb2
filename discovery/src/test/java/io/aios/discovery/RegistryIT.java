package io.aios.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.netflix.eureka.EurekaServerConfig;
import io.aios.platform.boot.AiosApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class RegistryIT {
  private static final HttpClient http = HttpClient.newHttpClient();
  private static final String INSTANCE =
      """
      {"instance": {"instanceId": "one", "hostName": "127.0.0.1", "app": "ECHO", "ipAddr": "127.0.0.1",
        "status": "UP", "vipAddress": "echo", "port": {"$": 7, "@enabled": "true"},
        "dataCenterInfo": {"@class": "com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo", "name": "MyOwn"}}}
      """;

  private static ConfigurableApplicationContext open;
  private static ConfigurableApplicationContext closed;

  @BeforeAll
  static void start() {
    open = AiosApplication.run(DiscoveryApplication.class, "discovery", "--server.port=0");
    closed =
        AiosApplication.run(
            DiscoveryApplication.class,
            "discovery",
            "--server.port=0",
            "--aios.discovery.networks=192.0.2.0/24");
  }

  @AfterAll
  static void stop() {
    closed.close();
    open.close();
  }

  private static HttpRequest.Builder request(ConfigurableApplicationContext server, String path) {
    String port = server.getEnvironment().getProperty("local.server.port");
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Accept", "application/json");
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void listsAServiceAsSoonAsItHasRegistered() throws Exception {
    HttpResponse<String> registered =
        send(
            request(open, "/eureka/apps/ECHO")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(INSTANCE)));
    assertThat(registered.statusCode()).isEqualTo(204);
    assertThat(send(request(open, "/eureka/apps/ECHO")).body()).contains("\"instanceId\":\"one\"");
  }

  /** The cache may have missed a registration; who has just registered may be the last. */
  @Test
  void keepsNoAnswerForLong() {
    assertThat(open.getBean(EurekaServerConfig.class).getResponseCacheAutoExpirationInSeconds())
        .isLessThanOrEqualTo(5);
  }

  @Test
  void refusesNetworksItWasNotToldOf() throws Exception {
    HttpResponse<String> refused = send(request(closed, "/eureka/apps"));
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).doesNotContain("applications");
  }

  @Test
  void deniesEverythingButRegistryAndHealth() throws Exception {
    assertThat(send(request(open, "/")).statusCode()).isEqualTo(401);
    assertThat(send(request(open, "/lastn")).statusCode()).isEqualTo(401);
    assertThat(send(request(open, "/actuator/health/readiness")).statusCode()).isEqualTo(200);
  }
}
