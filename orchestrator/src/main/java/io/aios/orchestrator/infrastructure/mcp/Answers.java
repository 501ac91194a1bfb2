package io.aios.orchestrator.infrastructure.mcp;

import static io.aios.contracts.problems.ProblemType.CALL_LOOP;
import static io.aios.contracts.problems.ProblemType.STEP_UP_REQUIRED;
import static io.aios.contracts.problems.ProblemType.TIMED_OUT;

import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.client.McpUnreachable;
import io.aios.mcp.tools.Content;
import io.aios.orchestrator.domain.CallNotes;
import io.aios.orchestrator.domain.Failure;
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
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** What a reply of the gateway, or the lack of one, says about a call. */
final class Answers {
  private static final String PROBLEM = "io.aios/problem";
  private static final String FILTERED = "io.aios/filtered";
  private static final String UNDO = "io.aios/undo";
  private static final JsonNode APPROVAL = McpJson.MAPPER.createArrayNode().add("approval");
  private static final String PROBLEM_PREFIX = "urn:aios:problem:";

  private Answers() {}

  /**
   * @param tries how often the call was sent
   */
  static ToolAnswer of(io.aios.mcp.client.ToolAnswer answer, int tries) {
    JsonNode problem = answer.meta().path(PROBLEM);
    if (problem.isObject()) {
      return new ToolAnswer.Refused(code(problem, "refused"), problem.path("detail").asString(""));
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
    CallNotes notes = new CallNotes(false, tries, filtered(answer.meta().path(FILTERED)));
    return new ToolAnswer.Answered(result.with(notes), answer.isError());
  }

  private static Map<String, Integer> filtered(JsonNode said) {
    Map<String, Integer> findings = new TreeMap<>();
    said.forEachEntry((kind, count) -> findings.put(kind, count.asInt(0)));
    return findings;
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

  /**
   * @param tries how often the call was sent
   */
  static ToolAnswer of(Throwable failure, int tries) {
    return switch (failure) {
      case McpUnreachable unreachable ->
          switch (unreachable.outcome()) {
            case NOT_SENT -> refused("service-unavailable", message(unreachable), tries);
            case UNKNOWN -> lost(message(unreachable), tries);
            case TIMED_OUT -> timedOut(message(unreachable), tries);
          };
      case McpError error -> of(error, tries);
      case Problem problem -> refused(problem.type().slug(), problem.detail(), tries);
      default -> lost(message(failure), tries);
    };
  }

  private static ToolAnswer refused(String code, String detail, int tries) {
    return new ToolAnswer.Refused(code, detail + times(tries));
  }

  private static ToolAnswer lost(String reason, int tries) {
    return new ToolAnswer.Lost(reason + times(tries));
  }

  private static ToolAnswer timedOut(String reason, int tries) {
    return new ToolAnswer.TimedOut(reason + times(tries));
  }

  private static String times(int tries) {
    return tries > 1 ? " (sent " + tries + " times)" : "";
  }

  /** The gateway answers 500, 502 and 504 for calls that reached the tool's server. */
  private static ToolAnswer of(McpError error, int tries) {
    int status = error.httpStatus();
    String slug = code(error.data(), codeOf(error));
    if (status == TIMED_OUT.status() || slug.equals(TIMED_OUT.slug())) {
      return timedOut(error.text(), tries);
    }
    boolean mayHaveRun =
        error.code() == ErrorCodes.INTERNAL_ERROR || status == 500 || status == 502;
    return mayHaveRun ? lost(error.text(), tries) : refused(slug, error.text(), tries);
  }

  /** Trying such a call again is what it was refused for. */
  static boolean isLoop(McpError refused) {
    return slug(refused.data(), "").equals(CALL_LOOP.slug());
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

  /** An approval can be had, other than a login, for which there is nobody. */
  private static String code(@Nullable JsonNode problem, String otherwise) {
    String slug = slug(problem, otherwise);
    boolean approval =
        problem != null
            && slug.equals(STEP_UP_REQUIRED.slug())
            && problem.path("requirements").equals(APPROVAL);
    return approval ? Failure.APPROVAL_REQUIRED : slug;
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
