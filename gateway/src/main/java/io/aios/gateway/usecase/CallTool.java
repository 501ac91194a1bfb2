package io.aios.gateway.usecase;

import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.domain.Violation;
import io.aios.platform.security.ServiceToken;
import io.aios.platform.security.ServiceTokens;
import io.aios.platform.web.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Checks an admitted call's arguments and sends it to the tool's server, with a token that is good
 * for this tool on that server and for nothing else.
 */
@Component
public final class CallTool {
  private final ServiceTokens tokens;
  private final ToolServers servers;
  private final CallLoops loops;
  private final RunningCalls running;

  CallTool(ServiceTokens tokens, ToolServers servers, CallLoops loops, RunningCalls running) {
    this.tokens = tokens;
    this.servers = servers;
    this.loops = loops;
    this.running = running;
  }

  /**
   * @throws Problem {@code SCHEMA_VIOLATION} with the JSON Pointer, {@code CALL_LOOP}, {@code
   *     RATE_LIMITED} when too many calls run, and those of {@link ToolServers#call}
   */
  public ToolReply call(ToolInvocation call) {
    CatalogueTool tool = call.tool();
    List<Violation> violations = tool.rules().check(call.arguments());
    if (!violations.isEmpty()) {
      throw violated(tool, violations.stream().map(each -> told(each, call.opened())).toList());
    }
    loops.count(call.caller(), tool, call.arguments());
    RunningCalls.Place place = running.enter(call.caller(), tool);
    boolean answered = false;
    try {
      ToolReply reply = new HeldReply(servers.call(request(call)), place);
      answered = true;
      return reply;
    } finally {
      if (!answered) {
        place.close();
      }
    }
  }

  private ToolRequest request(ToolInvocation call) {
    CatalogueTool tool = call.tool();
    String token =
        tokens.mint(
            new ServiceToken(
                tool.service(),
                call.caller().subject(),
                call.caller().client(),
                tool.hopScopes(),
                tool.delegated() ? call.caller().scopes() : Set.of()));
    return new ToolRequest(
        tool, token, call.body(), call.headers(), timeout(call), call.connection());
  }

  private static Duration timeout(ToolInvocation call) {
    Duration most = call.tool().timeout();
    return call.wanted().filter(wanted -> wanted.compareTo(most) < 0).orElse(most);
  }

  /** Of an argument with a token's value not even a part is told. */
  private static Violation told(Violation violation, OpenedTokens opened) {
    return opened.isEmpty()
        ? violation
        : new Violation(
            violation.pointer(),
            violation.keyword(),
            opened.hide(violation.message()),
            "not shown, there are tokens in the arguments");
  }

  private static Problem violated(CatalogueTool tool, List<Violation> violations) {
    Violation first = violations.getFirst();
    String where = first.pointer().isEmpty() ? "the arguments" : first.pointer();
    return new Problem(
            ProblemType.SCHEMA_VIOLATION,
            "Tool '%s' does not take %s: %s (given: %s)"
                .formatted(tool.name(), where, first.message(), first.value()))
        .with("tool", tool.name())
        .with("pointer", first.pointer())
        .with("violations", violations);
  }
}
