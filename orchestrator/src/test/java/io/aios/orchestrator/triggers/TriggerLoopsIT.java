package io.aios.orchestrator.triggers;

import static io.aios.orchestrator.fixture.CommandApi.call;
import static io.aios.orchestrator.fixture.CommandApi.orchestrator;
import static io.aios.orchestrator.fixture.CommandApi.tools;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aios.contracts.commands.CommandRequest;
import io.aios.orchestrator.domain.Origin;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.fixture.Orchestrator.Reply;
import io.aios.orchestrator.fixture.Stays;
import io.aios.orchestrator.usecase.CommandOrigins;
import io.aios.orchestrator.usecase.SubmitCommand;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What triggers do is heard by triggers; each test has a user of its own. */
class TriggerLoopsIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Stays STAYS = new Stays();
  private static final String[] GRANTS = {"probe:read", "probe:write"};

  @AfterAll
  static void check() {
    STAYS.check();
  }

  @Test
  void twoThatFireEachOtherStopAndTheOwnerIsTold() {
    Reply first = create("lea", "probe_add_mark", call("probe_put_mark", "loop-first"));
    Reply second = create("lea", "probe_put_mark", call("probe_add_mark", "loop-second"));
    submit("lea", call("probe_add_mark", "loop-start"));

    await().atMost(SOON).until(() -> tools().effects("loop-second") == 1);
    await().atMost(SOON).until(() -> view("lea", first).body().has("lastError"));
    STAYS.at(1, () -> tools().effects("loop-first"));
    STAYS.at(1, () -> tools().effects("loop-second"));
    STAYS.at(1, () -> view("lea", first).body().path("errors").asInt());
    STAYS.at(0, () -> view("lea", second).body().path("errors").asInt());
    Reply told = view("lea", first);
    assertThat(told.at("/lastError/code")).isEqualTo("loop-ended");
    assertThat(told.at("/lastError/detail")).contains(first.at("/id")).contains(second.at("/id"));
  }

  @Test
  void aChainOverManyEnds() {
    String[] tools = {"probe_add_mark", "probe_put_mark", "probe_set_value", "probe_read_echo"};
    for (int i = 0; i < 3; i++) {
      create("max", tools[i], call(tools[i + 1], "chain-" + i));
    }
    Reply last = create("max", "probe_read_echo", call("probe_reset_value", "chain-3"));
    submit("max", call("probe_add_mark", "chain-start"));

    await().atMost(SOON).until(() -> tools().effects("chain-2") == 1);
    await().atMost(SOON).until(() -> view("max", last).body().has("lastError"));
    STAYS.at(0, () -> tools().effects("chain-3"));
    assertThat(view("max", last).at("/lastError/detail")).contains("3 in a chain is the limit");
  }

  /** A step that calls a plan makes a command of its own, which knows where it comes from. */
  @Test
  void whatItsCommandMakesIsItsOwnAsWell() {
    Reply made = create("ida", "probe_put_mark", call("probe_add_mark", "made"));
    submit("ida", call("probe_put_mark", "made-start"));
    await().atMost(SOON).until(() -> tools().effects("made") == 1);
    await().atMost(SOON).until(() -> history(made).body().at("/items/0").has("commandId"));
    String command = history(made).at("/items/0/commandId");

    Origin inside = orchestrator().context.getBean(CommandOrigins.class).inside(command);
    orchestrator()
        .context
        .getBean(SubmitCommand.class)
        .submit(
            new Principal("ida", "test", Set.of(GRANTS)),
            new JsonMapper().readValue(call("probe_put_mark", "made-inside"), CommandRequest.class),
            inside);

    assertThat(inside).isEqualTo(Origin.of(List.of(id(made))).inside());
    await().atMost(SOON).until(() -> tools().effects("made-inside") == 1);
    STAYS.at(1, () -> tools().effects("made"));
  }

  private static UUID id(Reply made) {
    return UUID.fromString(made.at("/id"));
  }

  private static Reply create(String user, String afterTool, String command) {
    String body =
        """
        {"name": "after %s", "event": {"topic": "aios.commands",
          "match": "event.type == 'io.aios.command.Succeeded.v1' && event.data.tool == '%s'"},
         "command": %s}\
        """
            .formatted(afterTool, afterTool, command);
    Reply made = orchestrator().send(user, "POST", "/api/v1/triggers", body, GRANTS);
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return made;
  }

  private static void submit(String user, String command) {
    Reply reply = orchestrator().send(user, "POST", "/api/v1/commands", command, GRANTS);
    assertThat(reply.at("/status")).as(reply.body().toString()).isEqualTo("succeeded");
  }

  private static Reply view(String user, Reply made) {
    return orchestrator().send(user, "GET", "/api/v1/triggers/" + made.at("/id"), null, GRANTS);
  }

  private static Reply history(Reply made) {
    return orchestrator()
        .send("ida", "GET", "/api/v1/triggers/" + made.at("/id") + "/history", null, GRANTS);
  }
}
