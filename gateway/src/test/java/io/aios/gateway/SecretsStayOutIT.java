package io.aios.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.aios.gateway.GatewayClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What callers say in arguments, and what tokens stand for, is in nothing that is kept of calls.
 */
class SecretsStayOutIT {
  /** Of no known format, so that no filter can be what keeps it out. */
  private static final String PLANTED = "planted" + UUID.randomUUID().toString().replace("-", "");

  private static final String CARD = "4111 1111 1111 1111";

  private final Queue<String> logged = new ConcurrentLinkedQueue<>();
  private final PrivacySuite shared = PrivacySuite.get();

  /** Everything of the suite, down to the finest. */
  private AppenderBase<ILoggingEvent> listening() {
    var appender =
        new AppenderBase<ILoggingEvent>() {
          @Override
          protected void append(ILoggingEvent event) {
            logged.add(event.getFormattedMessage() + event.getMDCPropertyMap() + thrown(event));
          }
        };
    appender.start();
    return appender;
  }

  private static String thrown(ILoggingEvent event) {
    return event.getThrowableProxy() == null ? "" : event.getThrowableProxy().getMessage();
  }

  @Test
  void argumentsAreInNoLogSpanAuditRecordOrEvent() throws Exception {
    Logger suite = (Logger) LoggerFactory.getLogger("io.aios");
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    Level before = suite.getLevel();
    AppenderBase<ILoggingEvent> appender = listening();
    suite.setLevel(Level.TRACE);
    root.addAppender(appender);
    String trace;
    try {
      trace = calls();
    } finally {
      root.detachAppender(appender);
      suite.setLevel(before);
    }

    List<String> kept = new ArrayList<>(logged);
    shared.suite.spans.of("gateway", trace);
    kept.addAll(shared.suite.spans.all());
    kept.addAll(
        shared
            .suite
            .gateway
            .getBean(JdbcClient.class)
            .sql("SELECT data FROM outbox")
            .query(String.class)
            .list());
    kept.addAll(events());
    assertThat(kept).anyMatch(line -> line.contains("echo_say_text"));
    assertThat(kept).noneMatch(line -> line.contains(PLANTED) || line.contains("4111 1111"));
  }

  /** Calls that succeed, are refused, and fail; the trace of one. */
  private String calls() throws Exception {
    String ada = shared.suite.tokens.user("ada", "*:read", "privacy:reveal");
    String text = "{\"text\":\"" + PLANTED + "\"}";
    assertThat(shared.client.call("echo_say_text", text, ada).body()).contains(PLANTED);
    assertThat(shared.client.modernCall("echo_say_text", text, ada).body()).contains(PLANTED);
    shared.client.call("echo_say_text", "{\"text\":\"x\",\"times\":\"" + PLANTED + "\"}", ada);
    shared.client.call("echo_say_text", "{\"text\":\"" + PLANTED, ada);
    shared.client.call("echo_write_note", text, ada);
    shared.client.call("echo_no_such", text, ada);
    String token =
        shared
            .client
            .call("echo_say_text", "{\"text\":\"" + CARD + "\"}", ada)
            .json()
            .at("/structuredContent/text")
            .asString();
    String held = "{\"text\":\"" + token + "\"}";
    assertThat(shared.client.call("echo_count_letters", held, ada).status()).isEqualTo(200);
    assertThat(
            shared.client.post("/api/v1/privacy/reveal", BodyPublishers.ofString(held), ada).body())
        .contains(CARD);
    Answer last = shared.client.call("echo_no_such", text, ada);
    return last.json().path("traceId").asString();
  }

  /** Of all topics, once the audit records of the last call have come. */
  private List<String> events() throws Exception {
    shared.audit.await(entry -> entry.action().equals("privacy.reveal"));
    shared.audit.await(entry -> "echo_no_such".equals(entry.target()));
    String servers =
        shared.suite.gateway.getEnvironment().getRequiredProperty("spring.kafka.bootstrap-servers");
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            servers,
            "group.id",
            UUID.randomUUID().toString(),
            "auto.offset.reset",
            "earliest");
    List<String> events = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(Pattern.compile("aios\\..+"));
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (events.stream().noneMatch(event -> event.contains("privacy_reveal"))
          && System.nanoTime() < deadline) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(entry -> events.add(entry.key() + new String(entry.value(), UTF_8)));
      }
    }
    assertThat(events).anyMatch(event -> event.contains("privacy_reveal"));
    return events;
  }
}
