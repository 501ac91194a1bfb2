package io.aios.orchestrator.infrastructure.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.client.McpUnreachable;
import io.aios.mcp.client.McpUnreachable.Outcome;
import io.aios.mcp.tools.Content;
import io.aios.orchestrator.usecase.ToolAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AnswersTest {
  private static final String LATE = "did not answer in time";

  @Test
  void aTimeLimitIsOneWhoeverNoticesItFirst() {
    JsonNode problem = McpJson.MAPPER.readTree("{\"type\": \"urn:aios:problem:timed-out\"}");
    ToolAnswer ofTheConnection = Answers.of(new McpUnreachable(Outcome.TIMED_OUT, LATE, null), 1);
    ToolAnswer ofTheGateway = Answers.of(new McpError(-1, LATE, 504, null, null), 1);
    ToolAnswer ofTheGatewayInAStream =
        Answers.of(new McpError(ErrorCodes.INTERNAL_ERROR, LATE, 200, problem, null), 1);
    ToolAnswer ofTheToolsServer = Answers.of(failed("timed-out"), 1);

    assertThat(List.of(ofTheConnection, ofTheGateway, ofTheGatewayInAStream, ofTheToolsServer))
        .containsOnly(new ToolAnswer.TimedOut(LATE));
  }

  @Test
  void aLostConnectionIsNoTimeLimit() {
    assertThat(Answers.of(new McpUnreachable(Outcome.UNKNOWN, "broke", null), 1))
        .isEqualTo(new ToolAnswer.Lost("broke"));
    assertThat(Answers.of(new McpError(-1, "broke", 502, null, null), 1))
        .isEqualTo(new ToolAnswer.Lost("broke"));
  }

  @Test
  void whatAToolSaysOfItsOwnFailureIsItsAnswer() {
    assertThat(Answers.of(failed("path-outside-roots"), 1)).isInstanceOf(ToolAnswer.Answered.class);
  }

  private static io.aios.mcp.client.ToolAnswer failed(String code) {
    JsonNode meta =
        McpJson.MAPPER.readTree("{\"io.aios/error\": {\"code\": \"%s\"}}".formatted(code));
    return new io.aios.mcp.client.ToolAnswer(List.of(new Content.Text(LATE)), null, true, meta);
  }
}
