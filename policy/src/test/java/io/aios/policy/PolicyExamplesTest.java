package io.aios.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.policy.engine.Decision;
import io.aios.policy.engine.Requirement;
import io.aios.policy.tools.ArgumentValues;
import io.aios.policy.tools.CallFacts;
import io.aios.policy.tools.HostState;
import io.aios.policy.tools.RecentRequests;
import io.aios.policy.tools.Surroundings;
import io.aios.policy.tools.ToolAction;
import io.aios.policy.tools.ToolPolicies;
import io.aios.policy.value.RecordValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of docs/policies.md, all in force together. */
class PolicyExamplesTest {
  private static final Pattern BLOCK = Pattern.compile("```cedar\n(.*?)```", Pattern.DOTALL);
  private static final ToolAction READ = ToolAction.of("sysops_list_processes", "sysops", "read");
  private static final ToolAction WRITE = ToolAction.of("sysops_set_priority", "sysops", "write");
  private static final ToolAction KILL = ToolAction.of("sysops_kill", "sysops", "destructive");
  private static final ToolAction MAIL = ToolAction.of("comm_send_email", "comm", "external");

  private final ToolPolicies examples;

  PolicyExamplesTest() throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(Path.of("../docs/policies.md")));
    Map<String, String> files = new HashMap<>();
    while (block.find()) {
      files.put("example-" + files.size() + ".cedar", block.group(1));
    }
    examples = ToolPolicies.compile(files);
  }

  private Decision decide(ToolAction tool, String subject, String time, String source) {
    return examples.decide(
        tool,
        new CallFacts(
            subject,
            Set.of(),
            "aios-cli",
            Set.of("sysops:read", "*:write", "*:destructive", "comm:external"),
            Instant.parse("2026-03-02T" + time + ":00Z"),
            source));
  }

  @Test
  void allowWhatScopesGrant() {
    assertThat(decide(READ, "ada", "12:00", "127.0.0.1").allowed()).isTrue();
    assertThat(decide(WRITE, "ada", "12:00", "127.0.0.1").allowed()).isTrue();
    assertThat(decide(ToolAction.of("ide_read", "ide", "read"), "ada", "12:00", "::1").allowed())
        .isFalse();
  }

  @Test
  void askForApprovalOfDestructiveTools() {
    Decision decision = decide(KILL, "ada", "12:00", "127.0.0.1");

    assertThat(decision.allowed()).isFalse();
    assertThat(decision.determining()).containsExactly("approve-destructive");
    assertThat(decision.requirements()).containsExactly(Requirement.APPROVAL);
  }

  @Test
  void askAdministratorsForASecondFactor() {
    Decision decision =
        examples.decide(
            WRITE,
            new CallFacts(
                "ada",
                Set.of(),
                "aios-cli",
                Set.of("*:write"),
                Instant.parse("2026-03-02T12:00:00Z"),
                null,
                new CallFacts.Login(Set.of("administrator"), Instant.EPOCH, false),
                Surroundings.NONE));

    assertThat(decision.determining()).containsExactly("administrators-twice");
    assertThat(decision.requirements()).containsExactly(Requirement.SECOND_FACTOR);
  }

  @Test
  void letOneProgramOnlyReadAndOnlyFromHere() {
    assertThat(decide(READ, "nightly", "12:00", "127.0.0.1").allowed()).isTrue();
    assertThat(decide(READ, "nightly", "12:00", "10.0.0.7").determining())
        .containsExactly("nightly-reads-only");
    assertThat(decide(WRITE, "nightly", "12:00", "127.0.0.1").allowed()).isFalse();
  }

  @Test
  void keepEverythingInsideOutsideOfficeHours() {
    assertThat(decide(MAIL, "ada", "08:00", "127.0.0.1").allowed()).isTrue();
    assertThat(decide(MAIL, "ada", "18:00", "127.0.0.1").determining())
        .containsExactly("office-hours");
  }

  private Decision decide(ToolAction tool, Surroundings surroundings) {
    return examples.decide(
        tool,
        new CallFacts(
            "ada",
            Set.of(),
            "aios-cli",
            Set.of("sysops:read", "*:write", "comm:external"),
            Instant.parse("2026-03-02T12:00:00Z"),
            "127.0.0.1",
            CallFacts.Login.NONE,
            surroundings));
  }

  private static Surroundings given(String path, int memory, int refusals) {
    return new Surroundings() {
      @Override
      public RecordValue arguments(Predicate<String> read) {
        return ArgumentValues.of(Map.of("path", path), ArgumentValues.Shape.UNKNOWN, read);
      }

      @Override
      public HostState host() {
        return new HostState(0, memory, 0);
      }

      @Override
      public RecentRequests recent() {
        return new RecentRequests(100, refusals, false);
      }
    };
  }

  @Test
  void keepToolsOutOfEtc() {
    assertThat(decide(READ, given("/tmp/x", 0, 0)).allowed()).isTrue();
    for (String path : Set.of("/etc", "/etc/passwd", "/tmp/../etc/passwd")) {
      assertThat(decide(READ, given(path, 0, 0)).determining()).containsExactly("keep-out-of-etc");
    }
  }

  @Test
  void spareAFullMachineAndStopWhoProbes() {
    assertThat(decide(WRITE, given("/tmp/x", 96, 0)).determining()).containsExactly("full-machine");
    assertThat(decide(READ, given("/tmp/x", 96, 0)).allowed()).isTrue();
    assertThat(decide(MAIL, given("/tmp/x", 0, 21)).determining()).containsExactly("probing");
    assertThat(decide(MAIL, given("/tmp/x", 0, 20)).allowed()).isTrue();
  }

  @Test
  void theDefaultDecidesAsTheScopesDo() {
    ToolPolicies byDefault =
        ToolPolicies.compile(Map.of(ToolPolicies.DEFAULT_FILE, ToolPolicies.DEFAULT));
    for (Set<String> scopes :
        Set.of(
            Set.<String>of(),
            Set.of("sysops:read"),
            Set.of("*:read"),
            Set.of("sysops:write"),
            Set.of("*:write", "comm:external"))) {
      for (ToolAction tool : Set.of(READ, WRITE, KILL, MAIL)) {
        boolean granted =
            scopes.contains(tool.server() + ":" + tool.risk())
                || scopes.contains("*:" + tool.risk());
        CallFacts facts = new CallFacts("ada", Set.of(), "c", scopes, Instant.EPOCH, null);

        assertThat(byDefault.decide(tool, facts).allowed()).isEqualTo(granted);
      }
    }
  }
}
