package io.aios.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aios.policy.engine.Decision;
import io.aios.policy.syntax.InvalidPolicies;
import io.aios.policy.tools.ArgumentValues;
import io.aios.policy.tools.CallFacts;
import io.aios.policy.tools.HostState;
import io.aios.policy.tools.RecentRequests;
import io.aios.policy.tools.Surroundings;
import io.aios.policy.tools.ToolAction;
import io.aios.policy.tools.ToolPolicies;
import io.aios.policy.value.RecordValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies about arguments, the machine and what the user did lately. */
class SurroundingsTest {
  private static final ToolAction TOOL = ToolAction.of("fs_read_file", "fs", "read");
  private static final String ALL = "permit(principal, action, resource);\n";

  /** Says what it was asked for. */
  private static final class Asked implements Surroundings {
    final List<String> parts = new ArrayList<>();
    private final Map<String, Object> arguments;

    Asked(Map<String, Object> arguments) {
      this.arguments = arguments;
    }

    @Override
    public RecordValue arguments(Predicate<String> read) {
      new TreeSet<>(arguments.keySet()).stream().filter(read).forEach(parts::add);
      return ArgumentValues.of(arguments, ArgumentValues.Shape.UNKNOWN, read);
    }

    @Override
    public HostState host() {
      parts.add("host");
      return new HostState(10, 96, 50);
    }

    @Override
    public RecentRequests recent() {
      parts.add("recent");
      return new RecentRequests(100, 30, false);
    }
  }

  private static Decision decide(String policies, Surroundings surroundings) {
    return ToolPolicies.compile(Map.of("p.cedar", policies))
        .decide(
            TOOL,
            new CallFacts(
                "ada",
                Set.of(),
                "cli",
                Set.of(),
                Instant.EPOCH,
                null,
                CallFacts.Login.NONE,
                surroundings));
  }

  private static Decision decide(String policies, Map<String, Object> arguments) {
    return decide(policies, new Asked(arguments));
  }

  private static final String NOT_ETC =
      ALL
          + "@id(\"etc\") forbid(principal, action, resource)"
          + " when { context.arguments has path && context.arguments.path like \"/etc/*\" };";

  @Test
  void forbidAnArgument() {
    assertThat(decide(NOT_ETC, Map.of("path", "/etc/passwd")).determining()).containsExactly("etc");
    assertThat(decide(NOT_ETC, Map.of("path", "/tmp/x")).allowed()).isTrue();
    assertThat(decide(NOT_ETC, Map.of("file", "/etc/passwd")).allowed()).isTrue();
    assertThat(decide(NOT_ETC, Map.of()).allowed()).isTrue();
  }

  @Test
  void forbidAnArgumentOfTheWrongTypeToo() {
    Decision decision = decide(NOT_ETC, Map.of("path", List.of("/etc/passwd")));

    assertThat(decision.allowed()).isFalse();
    assertThat(decision.determining()).containsExactly("etc");
    assertThat(decision.errors()).hasSize(1);
  }

  @Test
  void doNotPermitByAnArgumentOfTheWrongType() {
    String small =
        "permit(principal, action, resource)"
            + " when { context.arguments has size && context.arguments.size < 10 };";
    assertThat(decide(small, Map.of("size", 9)).allowed()).isTrue();
    assertThat(decide(small, Map.of("size", "9")).allowed()).isFalse();
  }

  @Test
  void letAStepUpNotLiftAForbidThatCouldNotBeEvaluated() {
    Decision decision =
        decide(
            NOT_ETC + "@require(\"approval\") forbid(principal, action, resource);",
            Map.of("path", 7));

    assertThat(decision.allowed()).isFalse();
    assertThat(decision.requirements()).isEmpty();
  }

  @Test
  void readMembersBelowArguments() {
    String deep =
        ALL
            + "forbid(principal, action, resource) when { context.arguments has options"
            + " && context.arguments.options has mode"
            + " && [\"rw\", \"w\"].contains(context.arguments.options.mode) };";
    assertThat(decide(deep, Map.of("options", Map.of("mode", "w"))).allowed()).isFalse();
    assertThat(decide(deep, Map.of("options", Map.of("mode", "r"))).allowed()).isTrue();
  }

  @Test
  void askForNothingThatNobodyReads() {
    Asked asked = new Asked(Map.of("path", "/x", "text", "y"));

    decide(ALL, asked);
    assertThat(asked.parts).isEmpty();

    decide(NOT_ETC, asked);
    assertThat(asked.parts).containsExactly("path");
  }

  @Test
  void askForAllArgumentsWhereTheyAreReadAsOne() {
    Asked asked = new Asked(Map.of("path", "/x", "text", "y"));

    decide(
        ALL + "forbid(principal, action, resource) when { context.arguments == {a: 1} };", asked);

    assertThat(asked.parts).containsExactly("path", "text");
  }

  @Test
  void speakOfTheMachineAndOfWhatTheUserDid() {
    String full =
        ALL
            + "@id(\"full\") forbid(principal, action, resource)"
            + " when { context has host && context.host.memory > %d };";
    String probing =
        ALL
            + "@id(\"probing\") forbid(principal, action, resource)"
            + " when { context has recent && context.recent.refusals > %d"
            + " && !context.recent.throttled };";

    assertThat(decide(full.formatted(95), Map.of()).determining()).containsExactly("full");
    assertThat(decide(full.formatted(96), Map.of()).allowed()).isTrue();
    assertThat(decide(full.formatted(1), Surroundings.NONE).allowed()).isTrue();
    assertThat(decide(probing.formatted(29), Map.of()).determining()).containsExactly("probing");
    assertThat(decide(probing.formatted(30), Map.of()).allowed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "context.arguments.path like \"/etc/*\"",
        "context.arguments has path && context.arguments.other == 1",
        "context.arguments has a && context.arguments.a.b == 1",
        "context.arguments has a && context.arguments.a in Group::\"x\"",
        "context.arguments has a && context.arguments.a is User",
        "context.host.cpu > 1",
        "context has host && context.host.gpu > 1"
      })
  void areRefusedWhereTheyReadWhatMayBeMissing(String condition) {
    assertThatExceptionOfType(InvalidPolicies.class)
        .isThrownBy(
            () ->
                decide(
                    "permit(principal, action, resource) when { " + condition + " };", Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "context.arguments has a && context.arguments.a",
        "context.arguments has a && context.arguments.a > 1",
        "context.arguments has a && 1 <= context.arguments.a",
        "context.arguments has a && context.arguments.a + 1 == 2",
        "context.arguments has a && context.arguments.a.contains(\"x\")",
        "context.arguments has a && context.arguments.a.containsAny([1, 2])",
        "context.arguments has a && context.arguments.a.greaterThan(decimal(\"1.0\"))",
        "context.arguments has a && ip(\"10.0.0.0/8\") == context.arguments.a",
        "!(context.arguments has a)",
        "context.arguments has \"a b\" && context.arguments[\"a b\"] == [1]"
      })
  void mayTreatArgumentsAsAnyType(String condition) {
    decide("permit(principal, action, resource) when { " + condition + " };", Map.of());
  }
}
