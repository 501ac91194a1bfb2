package io.aios.security.policy.usecase;

import io.aios.policy.engine.Decision;
import io.aios.policy.tools.CallFacts;
import io.aios.policy.tools.ToolPolicies;
import io.aios.security.policy.domain.RecordedCall;
import io.aios.security.policy.domain.Verdict;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Decides recorded calls under other policies: what would change? A record does not hold the scopes
 * of its token, so the grant that the call needed is taken for all of them.
 */
@Component
public final class ReplayCalls {
  /** Of arguments there is a digest only. */
  private static final List<String> NOT_RECORDED =
      List.of("arguments", "host", "recent", "mfa", "loginAge");

  private final RecordedCalls calls;

  ReplayCalls(RecordedCalls calls) {
    this.calls = calls;
  }

  /**
   * @param replayed calls that were decided again
   * @param unknownTool calls left out, since the risk of their tool was not given
   * @param notRecorded what the policies read of the context and records do not hold, so that calls
   *     it decides about may be decided otherwise than told here
   */
  public record Report(
      int replayed, int unknownTool, List<String> notRecorded, List<Difference> differences) {}

  /**
   * Calls alike that would be decided otherwise.
   *
   * @param policies those that would decide
   * @param last the youngest of them
   */
  public record Difference(
      String subject,
      String client,
      String tool,
      Verdict was,
      Verdict wouldBe,
      List<String> policies,
      int calls,
      Instant last) {}

  private record Group(String subject, String client, String tool, Verdict was, Verdict wouldBe) {}

  /**
   * @param risks risk classes by tool
   * @throws io.aios.policy.syntax.InvalidPolicies when the policies cannot be compiled
   */
  public Report replay(Map<String, String> files, Map<String, String> risks, int records) {
    ToolPolicies policies = ToolPolicies.compile(files);
    Map<Group, Difference> differences = new LinkedHashMap<>();
    int replayed = 0;
    int unknown = 0;
    for (RecordedCall call : calls.last(records)) {
      String risk = risks.get(call.tool());
      if (risk == null) {
        unknown++;
        continue;
      }
      replayed++;
      Decision decision = decide(policies, call, risk);
      Verdict was = call.allowed() ? Verdict.ALLOW : Verdict.DENY;
      Verdict wouldBe = PolicyDecisions.verdict(decision);
      if (call.allowed() != (wouldBe == Verdict.ALLOW)) {
        differences.merge(
            new Group(call.subject(), call.client(), call.tool(), was, wouldBe),
            new Difference(
                call.subject(),
                call.client(),
                call.tool(),
                was,
                wouldBe,
                decision.determining(),
                1,
                call.at()),
            ReplayCalls::together);
      }
    }
    List<String> notRecorded = NOT_RECORDED.stream().filter(policies::reads).toList();
    return new Report(replayed, unknown, notRecorded, List.copyOf(differences.values()));
  }

  private static Decision decide(ToolPolicies policies, RecordedCall call, String risk) {
    String server = call.tool().substring(0, Math.max(call.tool().indexOf('_'), 0));
    return PolicyDecisions.decide(
        policies,
        call.tool(),
        risk,
        new CallFacts(
            call.subject(),
            Set.of(),
            call.client(),
            Set.of(server + ":" + risk),
            call.at(),
            call.source()));
  }

  private static Difference together(Difference young, Difference old) {
    return new Difference(
        young.subject(),
        young.client(),
        young.tool(),
        young.was(),
        young.wouldBe(),
        young.policies(),
        young.calls() + old.calls(),
        young.last());
  }
}
