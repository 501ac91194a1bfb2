package io.aios.gateway.infrastructure.cedar;

import io.aios.gateway.domain.RecentUse;
import io.aios.gateway.usecase.CatalogueTool;
import io.aios.gateway.usecase.Machine;
import io.aios.gateway.usecase.RecentRequests;
import io.aios.gateway.usecase.ThrottledSubjects;
import io.aios.mcp.McpJson;
import io.aios.policy.tools.ArgumentValues;
import io.aios.policy.tools.HostState;
import io.aios.policy.tools.Surroundings;
import io.aios.policy.value.RecordValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What policies may ask beside the caller and the tool, each found out when one asks. */
@Component
final class CallSurroundings {
  private final Machine machine;
  private final RecentRequests requests;
  private final ThrottledSubjects throttled;

  CallSurroundings(Machine machine, RecentRequests requests, ThrottledSubjects throttled) {
    this.machine = machine;
    this.requests = requests;
    this.throttled = throttled;
  }

  /** Tells what the policies now in force ask for. */
  void wanted(boolean host, boolean recent) {
    requests.count(recent);
    if (host) {
      machine.prepare();
    }
  }

  Surroundings of(String subject, CatalogueTool tool, Supplier<JsonNode> arguments) {
    return new Surroundings() {
      @Override
      public RecordValue arguments(Predicate<String> read) {
        return ArgumentValues.of(
            plain(arguments.get(), read), new SchemaShape(tool.descriptor().inputSchema()), read);
      }

      @Override
      public @Nullable HostState host() {
        return machine
            .use()
            .map(use -> new HostState(use.cpu(), use.memory(), use.disk()))
            .orElse(null);
      }

      @Override
      public io.aios.policy.tools.RecentRequests recent() {
        RecentUse recent = requests.of(subject);
        return new io.aios.policy.tools.RecentRequests(
            recent.requests(), recent.refusals(), throttled.isThrottled(subject));
      }
    };
  }

  /** Arguments that are no object have no names, and are refused by the tool's schema. */
  private static Map<String, @Nullable Object> plain(JsonNode arguments, Predicate<String> read) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
      if (read.test(argument.getKey())) {
        plain.put(argument.getKey(), McpJson.MAPPER.treeToValue(argument.getValue(), Object.class));
      }
    }
    return plain;
  }
}
