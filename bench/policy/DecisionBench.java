package io.aios.policy.bench;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import io.aios.policy.engine.Decision;
import io.aios.policy.engine.Entities;
import io.aios.policy.engine.Entity;
import io.aios.policy.engine.PolicySet;
import io.aios.policy.engine.Request;
import io.aios.policy.syntax.PolicyText;
import io.aios.policy.value.EntityUid;
import io.aios.policy.value.LongValue;
import io.aios.policy.value.RecordValue;
import io.aios.policy.value.StringValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The time of one decision, ours and cedar-java's, on the same policies, entities and request. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 3)
public class DecisionBench {
  @Param({"10", "100", "1000"})
  public int policies;

  /**
   * {@code scoped}: every policy names a tool, a group or a user in its head; {@code attributes}:
   * open heads, each condition begins with a different text to equal; {@code ranges}: open heads
   * and comparisons of numbers, which nothing can be filed under.
   */
  @Param({"scoped", "attributes", "ranges"})
  public String shape = "";

  private PolicySet ours = PolicySet.compile(List.of());
  private Request request =
      new Request(
          EntityUid.of("User", "u7"),
          EntityUid.of("Action", "t7"),
          EntityUid.of("Tool", "t7"),
          new RecordValue(
              Map.of(
                  "risk", new StringValue("read"),
                  "tool", new StringValue("t7"),
                  "cost", new LongValue(7))));
  private Entities entities = Entities.NONE;
  private com.cedarpolicy.model.policy.PolicySet cedars =
      new com.cedarpolicy.model.policy.PolicySet();
  private com.cedarpolicy.model.entity.Entities cedarEntities =
      new com.cedarpolicy.model.entity.Entities();
  private AuthorizationRequest cedarRequest =
      new AuthorizationRequest(
          uid("User", "u7"),
          uid("Action", "t7"),
          uid("Tool", "t7"),
          Map.of(
              "risk", new PrimString("read"),
              "tool", new PrimString("t7"),
              "cost", new PrimLong(7)));

  @Setup
  public void prepare() throws Exception {
    String text = IntStream.range(0, policies).mapToObj(this::policy).collect(Collectors.joining());
    ours = PolicySet.compile(PolicyText.parse("bench", text));
    cedars = com.cedarpolicy.model.policy.PolicySet.parsePolicies(text);
    cedars.cache();
    Set<EntityUid> groups = Set.of(EntityUid.of("Group", "g1"), EntityUid.of("Group", "g2"));
    EntityUid read = EntityUid.of("Action", "read");
    entities =
        Entities.of(
            List.of(
                new Entity(
                    request.principal(),
                    new RecordValue(Map.of("level", new LongValue(3))),
                    groups),
                new Entity(request.action(), RecordValue.EMPTY, Set.of(read))));
    cedarEntities =
        new com.cedarpolicy.model.entity.Entities(
            Stream.of(
                    new com.cedarpolicy.model.entity.Entity(
                        uid("User", "u7"),
                        Map.of("level", new PrimLong(3)),
                        Set.of(uid("Group", "g1"), uid("Group", "g2"))),
                    new com.cedarpolicy.model.entity.Entity(
                        uid("Action", "t7"), Set.of(uid("Action", "read"))))
                .collect(Collectors.toSet()));
  }

  private static EntityUID uid(String type, String id) {
    return EntityTypeName.parse(type).orElseThrow().of(id);
  }

  private String policy(int n) {
    String effect = n % 5 == 4 ? "forbid" : "permit";
    return switch (shape) {
      case "scoped" ->
          switch (n % 3) {
            case 0 ->
                "%s(principal, action == Action::\"t%d\", resource) when { context.risk == \"read\" };\n"
                    .formatted(effect, n);
            case 1 ->
                "%s(principal in Group::\"g%d\", action, resource) when { context.cost > 5 };\n"
                    .formatted(effect, n);
            default ->
                "%s(principal == User::\"u%d\", action in Action::\"read\", resource);\n"
                    .formatted(effect, n);
          };
      case "attributes" ->
          "%s(principal, action, resource) when { context.tool == \"t%d\" && principal.level > 2 };\n"
              .formatted(effect, n);
      default ->
          "%s(principal, action, resource) when { context.cost > %d && principal.level > 2 };\n"
              .formatted(effect, n + 8);
    };
  }

  @Benchmark
  public Decision aios() {
    return ours.decide(request, entities);
  }

  @Benchmark
  public Object cedarJava() throws Exception {
    return new BasicAuthorizationEngine().isAuthorized(cedarRequest, cedars, cedarEntities);
  }
}
