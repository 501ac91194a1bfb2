package io.aios.orchestrator.infrastructure.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.orchestrator.domain.CallNotes;
import io.aios.orchestrator.domain.CommandEvent;
import io.aios.orchestrator.domain.Json;
import io.aios.orchestrator.domain.Origin;
import io.aios.orchestrator.domain.StepResult;
import io.aios.orchestrator.domain.StepRules;
import io.aios.orchestrator.domain.Undo;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventJsonTest {
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
  private final EventJson json = new EventJson();

  /** As version 0.1 of the suite stored them. */
  @Test
  void readsEventsFromBeforeStepsHadRulesAndResultsAnUndo() {
    CommandEvent.CommandAccepted accepted =
        (CommandEvent.CommandAccepted)
            json.read(
                "CommandAccepted.v1",
                """
                {"principal": {"subject": "ada", "client": "cli", "grants": ["*:read"]},
                 "plan": {"steps": [{"id": "call", "tool": "test_do_it", "arguments": {"a": 1},
                   "needs": [], "when": null, "repeatable": true}], "call": true},
                 "options": {"timeout": "PT10M", "priority": 5, "idempotencyKey": null},
                 "at": "2026-11-20T12:00:00Z"}\
                """);
    CommandEvent.StepSucceeded done =
        (CommandEvent.StepSucceeded)
            json.read(
                "StepSucceeded.v1",
                """
                {"step": "call", "result": {"structured": null, "text": "x", "content": []},
                 "at": "2026-11-20T12:00:00Z"}\
                """);

    assertThat(accepted.plan().step("call").rules()).isEqualTo(StepRules.DEFAULT);
    assertThat(accepted.options().origin()).isEqualTo(Origin.REQUEST);
    assertThat(done.result().undo()).isNull();
    assertThat(done.result().notes()).isNull();
  }

  @Test
  void keepsWhatHappenedToACallOnItsWay() {
    StepResult result =
        new StepResult(null, "", new Json("[]")).with(new CallNotes(false, 3, Map.of("key", 2)));
    CommandEvent event = new CommandEvent.StepSucceeded("call", result, AT);

    assertThat(json.read(EventJson.type(event), json.write(event))).isEqualTo(event);
  }

  @Test
  void keepsWhatAToolSaysAboutUndo() {
    for (Undo undo :
        new Undo[] {
          new Undo.Possible("test_undo_it", new Json("{\"a\":1}"), AT),
          new Undo.Possible("test_undo_it", new Json("{}"), null),
          new Undo.Impossible("gone")
        }) {
      CommandEvent event =
          new CommandEvent.StepSucceeded(
              "call", new StepResult(null, "", new Json("[]"), undo), AT);
      assertThat(json.read(EventJson.type(event), json.write(event))).isEqualTo(event);
    }
  }
}
