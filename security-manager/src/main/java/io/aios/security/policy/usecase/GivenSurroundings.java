package io.aios.security.policy.usecase;

import io.aios.policy.tools.ArgumentValues;
import io.aios.policy.tools.HostState;
import io.aios.policy.tools.RecentRequests;
import io.aios.policy.tools.Surroundings;
import io.aios.policy.value.RecordValue;
import io.aios.security.policy.domain.PolicyTest.Given;
import io.aios.security.policy.domain.PolicyTest.Host;
import io.aios.security.policy.domain.PolicyTest.Recent;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a test says of a call's surroundings. No schema is known: numbers are what they look. */
record GivenSurroundings(Given given) implements Surroundings {
  @Override
  public RecordValue arguments(Predicate<String> read) {
    Map<String, Object> arguments = given.arguments();
    return arguments == null
        ? RecordValue.EMPTY
        : ArgumentValues.of(arguments, ArgumentValues.Shape.UNKNOWN, read);
  }

  @Override
  public @Nullable HostState host() {
    Host host = given.host();
    return host == null ? null : new HostState(host.cpu(), host.memory(), host.disk());
  }

  @Override
  public @Nullable RecentRequests recent() {
    Recent recent = given.recent();
    return recent == null
        ? null
        : new RecentRequests(recent.requests(), recent.refusals(), recent.throttled());
  }
}
