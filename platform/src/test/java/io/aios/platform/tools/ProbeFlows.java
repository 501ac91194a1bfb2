package io.aios.platform.tools;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.aios.mcp.McpJson;
import io.aios.mcp.input.Elicitation;
import io.aios.mcp.input.InputRequest;
import io.aios.mcp.input.InputRequired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Tools that ask their user, and that go on in the background. */
@Component
class ProbeFlows {
  record Topic(@JsonPropertyDescription("What it is about") String topic) {}

  record Answered(String topic, String answer, String memory, String caller) {}

  @Tool(name = "probe_ask_user", title = "Ask", description = "Asks the user about a topic")
  Answered ask(Topic asked, ToolCall call) {
    Elicitation answer = answer(asked, call);
    ObjectNode memory = call.remembered();
    return new Answered(
        asked.topic(),
        answer.toJson().path("content").path("word").asString(""),
        memory == null ? "none" : memory.path("asked").asString(""),
        call.caller().toString());
  }

  @Tool(name = "probe_work_long", title = "Work", description = "Works in the background")
  Answered work(Topic asked, ToolCall call) {
    call.mayRunAsTask();
    return ask(asked, call);
  }

  private static Elicitation answer(Topic asked, ToolCall call) {
    ObjectNode schema = McpJson.object().put("type", "object");
    schema.putObject("properties").putObject("word").put("type", "string");
    return call.answers()
        .elicitation("word")
        .orElseThrow(
            () ->
                InputRequired.ask("word", new InputRequest.Form("Which word?", schema))
                    .remembering(McpJson.object().put("asked", asked.topic())));
  }
}
