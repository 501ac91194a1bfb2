package io.aios.launcher.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.Secrets;
import io.aios.launcher.data.StartFailure;
import io.aios.launcher.infrastructure.redis.EmbeddedRedis;
import io.aios.launcher.machine.Ports;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmbeddedRedisIT {
  @TempDir static Path directory;

  private static DataDirectory data;
  private static Secrets secrets;

  @BeforeAll
  static void prepare() {
    data = new DataDirectory(directory.resolve("data"));
    data.prepare();
    secrets = new Secrets(data);
  }

  private static EmbeddedRedis start() {
    return EmbeddedRedis.start(data, data.cache(), secrets, new Ports().claimOrAny(0));
  }

  private static <T> T ask(
      EmbeddedRedis redis,
      String password,
      Function<StatefulRedisConnection<String, String>, T> question) {
    RedisURI uri =
        RedisURI.builder()
            .withHost("127.0.0.1")
            .withPort(redis.port())
            .withPassword(password.toCharArray())
            .build();
    RedisClient client = RedisClient.create(uri);
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      return question.apply(connection);
    } finally {
      client.shutdown();
    }
  }

  @Test
  @Order(1)
  void keepsKeysAcrossARestart() {
    try (EmbeddedRedis redis = start()) {
      ask(redis, secrets.get("redis"), connection -> connection.sync().set("kept", "yes"));
    }
    try (EmbeddedRedis redis = start()) {
      String kept = ask(redis, secrets.get("redis"), connection -> connection.sync().get("kept"));
      assertThat(kept).isEqualTo("yes");
    }
  }

  @Test
  @Order(2)
  void refusesAWrongPassword() {
    try (EmbeddedRedis redis = start()) {
      assertThatThrownBy(() -> ask(redis, "wrong", connection -> connection.sync().get("kept")))
          .hasRootCauseMessage("WRONGPASS invalid username-password pair or user is disabled.");
    }
  }

  @Test
  @Order(3)
  void stopsTheServerThatAKilledSuiteLeftBehind() {
    EmbeddedRedis orphan = start();
    try (EmbeddedRedis redis = start()) {
      assertThat(orphan.isAlive()).isFalse();
      String kept = ask(redis, secrets.get("redis"), connection -> connection.sync().get("kept"));
      assertThat(kept).isEqualTo("yes");
    }
  }

  @Test
  @Order(4)
  void namesDirectoryLogAndRemedyWhenItsFileIsDamagedAndDeletesNothing() throws Exception {
    Path file = data.redis().resolve("appendonly.aof");
    Files.writeString(file, "*no redis file\r\n" + Files.readString(file));
    assertThatThrownBy(EmbeddedRedisIT::start)
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("refused to start on " + data.redis())
        .hasMessageContaining("Bad file format")
        .hasMessageContaining("redis.log")
        .hasMessageContaining("mv " + data.redis());
    assertThat(file).exists();
  }
}
