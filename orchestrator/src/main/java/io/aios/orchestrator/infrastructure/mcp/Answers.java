package io.aios.orchestrator.infrastructure.mcp;

import static io.aios.contracts.problems.ProblemType.TIMED_OUT;

import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.client.McpUnreachable;
import io.aios.mcp.tools.Content;
import io.aios.orchestrator.domain.Json;
import io.aios.orchestrator.domain.StepResult;
import io.aios.orchestrator.domain.Undo;
import io.aios.orchestrator.usecase.ToolAnswer;
import io.aios.platform.tools.ToolMeta;
import io.aios.platform.web.Problem;
import java.io.StringWriter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** What a reply of the gateway, or the lack of one, says about a call. */
final class Answers {
  private static final String PROBLEM = "io.aios/problem";
  private static final String UNDO = "io.aios/undo";
  private static final String PROBLEM_PREFIX = "urn:aios:problem:";

  private Answers() {}

  static ToolAnswer of(io.aios.mcp.client.ToolAnswer answer) {
    JsonNode problem = answer.meta().path(PROBLEM);
    if (problem.isObject()) {
      return new ToolAnswer.Refused(slug(problem, "refused"), problem.path("detail").asString(""));
    }
    if (answer.isError() && isTimeOut(answer.meta().path(ToolMeta.ERROR).path("code"))) {
      return new ToolAnswer.TimedOut(answer.text());
    }
    JsonNode structured = answer.structuredContent();
    StepResult result =
        new StepResult(
            structured == null ? null : new Json(structured.toString()),
            answer.text(),
            content(answer.content()),
            undo(answer.meta().path(UNDO)));
    return new ToolAnswer.Answered(result, answer.isError());
  }

  /** What cannot be read offers nothing. */
  private static @Nullable Undo undo(JsonNode said) {
    if (said.path("impossible").isString()) {
      return new Undo.Impossible(said.path("impossible").stringValue());
    }
    if (!said.path("tool").isString() || !said.path("arguments").isObject()) {
      return null;
    }
    JsonNode expires = said.path("expires");
    try {
      return new Undo.Possible(
          said.path("tool").stringValue(),
          new Json(said.path("arguments").toString()),
          expires.isString() ? Instant.parse(expires.stringValue()) : null);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  static ToolAnswer of(Throwable failure) {
    return switch (failure) {
      case McpUnreachable unreachable ->
          switch (unreachable.outcome()) {
            case NOT_SENT -> new ToolAnswer.Refused("service-unavailable", message(unreachable));
            case UNKNOWN -> new ToolAnswer.Lost(message(unreachable));
            case TIMED_OUT -> new ToolAnswer.TimedOut(message(unreachable));
          };
      case McpError error -> of(error);
      case Problem problem -> new ToolAnswer.Refused(problem.type().slug(), problem.detail());
      default -> new ToolAnswer.Lost(message(failure));
    };
  }

  /** The gateway answers 500, 502 and 504 for calls that reached the tool's server. */
  private static ToolAnswer of(McpError error) {
    int status = error.httpStatus();
    String slug = slug(error.data(), codeOf(error));
    if (status == TIMED_OUT.status() || slug.equals(TIMED_OUT.slug())) {
      return new ToolAnswer.TimedOut(error.text());
    }
    boolean mayHaveRun =
        error.code() == ErrorCodes.INTERNAL_ERROR || status == 500 || status == 502;
    return mayHaveRun
        ? new ToolAnswer.Lost(error.text())
        : new ToolAnswer.Refused(slug, error.text());
  }

  private static boolean isTimeOut(JsonNode code) {
    return code.asString("").equals(TIMED_OUT.slug());
  }

  private static String codeOf(McpError error) {
    return switch (error.httpStatus()) {
      case 401 -> "unauthenticated";
      case 403 -> "permission-denied";
      case 429 -> "rate-limited";
      case 503 -> "service-unavailable";
      default -> error.code() == ErrorCodes.INVALID_PARAMS ? "unknown-tool" : "refused";
    };
  }

  private static String slug(@Nullable JsonNode problem, String otherwise) {
    String type = problem == null ? "" : problem.path("type").asString("");
    return type.startsWith(PROBLEM_PREFIX) ? type.substring(PROBLEM_PREFIX.length()) : otherwise;
  }

  private static Json content(List<Content> blocks) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = McpJson.MAPPER.createGenerator(text)) {
      json.writeStartArray();
      blocks.forEach(block -> block.write(json));
      json.writeEndArray();
    }
    return new Json(text.toString());
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
