package io.aios.orchestrator;

import static io.aios.orchestrator.fixture.CommandApi.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.aios.orchestrator.fixture.Orchestrator;
import io.aios.orchestrator.fixture.Orchestrator.Reply;
import io.aios.orchestrator.fixture.ToolServer;
import io.aios.testkit.Infrastructure;
import io.aios.testkit.Infrastructure.Part;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;

/** A database that does not answer: callers wait for its store no longer than they are to. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StorePatienceIT {
  private static ToolServer server;
  private static Orchestrator orchestrator;

  @BeforeAll
  static void start() throws Exception {
    server = new ToolServer();
    orchestrator =
        new Orchestrator(
            Infrastructure.properties(Part.POSTGRES, Part.REDIS, Part.KAFKA),
            server,
            "--aios.orchestrator.store.patience=300ms",
            "--aios.orchestrator.max-accepting=1",
            // Nothing else ends a wait.
            "--spring.datasource.hikari.connection-init-sql=set lock_timeout = 0",
            "--spring.datasource.hikari.data-source-properties.socketTimeout=0");
  }

  @AfterAll
  static void stop() throws Exception {
    orchestrator.close();
    server.close();
  }

  @Test
  void refusesWhatItCannotStoreInTimeAndDoesNotStoreItLater() throws Exception {
    Reply refused = whileLocked("command_event", () -> orchestrator.submit(mark("withdrawn")));

    assertRefused(refused);
    // Writes are stored in order by two writers: one after it that is stored says that it is past.
    for (int i = 0; i < 4; i++) {
      assertThat(orchestrator.submit(mark("later-" + i)).at("/status")).isEqualTo("succeeded");
    }
    assertThat(server.tools.effects("withdrawn")).isZero();
    assertThat(stored()).isZero();
  }

  @Test
  void refusesWhatItCannotLookUpInTime() throws Exception {
    Reply stored = orchestrator.submit(mark("looked-up"));
    String keyed = mark("keyed").replaceFirst("}$", ", \"idempotencyKey\": \"k\"}");

    assertRefused(whileLocked("idempotency_key", () -> orchestrator.submit(keyed)));
    assertRefused(
        whileLocked(
            "command_view", () -> orchestrator.get("/api/v1/commands/" + stored.at("/id"))));
    assertThat(orchestrator.submit(keyed).at("/status")).isEqualTo("succeeded");
    assertThat(server.tools.effects("keyed")).isEqualTo(1);
  }

  @Test
  void namesTheStoreAlsoToThoseWhoFindAllPlacesTakenByWhoWaitsForIt() throws Exception {
    List<Reply> refused = new CopyOnWriteArrayList<>();
    whileLocked(
        "command_event",
        () -> {
          refused.add(orchestrator.submit(mark("alone")));
          IntStream.range(0, 8)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> orchestrator.submit(mark("crowd-" + i)),
                          Thread::startVirtualThread))
              .toList()
              .forEach(reply -> refused.add(reply.join()));
          return refused.getLast();
        });

    assertThat(refused).hasSize(9).allSatisfy(StorePatienceIT::assertRefused);
    assertThat(orchestrator.submit(mark("afterwards")).at("/status")).isEqualTo("succeeded");
  }

  private static Reply whileLocked(String table, Supplier<Reply> request) throws SQLException {
    try (Connection connection = orchestrator.context.getBean(DataSource.class).getConnection()) {
      connection.setAutoCommit(false);
      connection.createStatement().execute("lock table " + table);
      Reply reply = request.get();
      connection.rollback();
      return reply;
    }
  }

  private static void assertRefused(Reply reply) {
    assertProblem(reply, 503, "service-unavailable");
    assertThat(reply.at("/detail")).isEqualTo("The command store cannot be reached");
    assertThat(reply.headers().firstValue("Retry-After")).contains("2");
  }

  private static int stored() {
    return orchestrator
        .context
        .getBean(JdbcTemplate.class)
        .queryForObject(
            "select count(*) from command_event where data::text like '%withdrawn%'",
            Integer.class);
  }

  private static String mark(String key) {
    return "{\"tool\": \"probe_add_mark\", \"arguments\": {\"key\": \"" + key + "\"}}";
  }
}
