package io.aios.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.status.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import net.logstash.logback.argument.StructuredArguments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** With the file that configures logging. */
class LogsTest {
  private static final String SECRET = "Zk8vQ2rT9xLm4WpB7sNd1Yh6";

  @TempDir Path directory;

  @Test
  void saysNoSecretsNoPersonalDataAndNoTerminalSequences() throws Exception {
    JsonNode line =
        logged(
            log ->
                log.warn(
                    "Mail to {} failed: password={} \u001b[31mred",
                    "ada@example.com",
                    SECRET,
                    new IllegalStateException("no account DE89370400440532013000")));
    assertThat(line.get("message").asString())
        .isEqualTo("Mail to [REDACTED:email] failed: password=[REDACTED:assigned-secret] red");
    assertThat(line.get("stack_trace").asString())
        .contains("IllegalStateException: no account [REDACTED:iban]\n\tat ")
        .doesNotContain("DE89370400440532013000");
    assertThat(line.toString()).doesNotContain("ada@example.com", SECRET);
  }

  @Test
  void judgesAFieldByItsName() throws Exception {
    JsonNode line =
        logged(log -> log.info("came", StructuredArguments.keyValue("password", SECRET)));
    assertThat(line.get("password").asString()).isEqualTo("[REDACTED:assigned-secret]");
  }

  @Test
  void leavesEverythingElseAsItIs() throws Exception {
    JsonNode line =
        logged(
            log ->
                log.atInfo()
                    .addKeyValue("commandId", "0198f0a2-7c11-7d53-9a4e-1f20c3d4e5f6")
                    .log("Listening on 127.0.0.1:8080 after 1234567890123 ns"));
    assertThat(line.get("message").asString())
        .isEqualTo("Listening on 127.0.0.1:8080 after 1234567890123 ns");
    assertThat(line.get("commandId").asString()).isEqualTo("0198f0a2-7c11-7d53-9a4e-1f20c3d4e5f6");
    assertThat(line.get("time").asString()).startsWith("20");
    assertThat(line.get("level").asString()).isEqualTo("INFO");
  }

  private JsonNode logged(Consumer<Logger> what) throws Exception {
    Path file = directory.resolve("service.log");
    LoggerContext logging = new LoggerContext();
    logging.setMDCAdapter(new LogbackMDCAdapter());
    logging.putProperty("aios.log.file", file.toString());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(logging);
    configurator.doConfigure(
        Objects.requireNonNull(LogsTest.class.getResource("/aios-logback.xml")));
    what.accept(logging.getLogger("io.aios.test"));
    logging.stop();
    assertThat(logging.getStatusManager().getCopyOfStatusList())
        .allSatisfy(status -> assertThat(status.getLevel()).isEqualTo(Status.INFO));
    return JsonMapper.shared().readTree(Files.readString(file));
  }
}
