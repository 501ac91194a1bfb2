package io.aios.orchestrator.infrastructure.redis;

import io.aios.contracts.tools.Risk;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.usecase.ToolAnswer;
import io.aios.orchestrator.usecase.ToolDescriptor;
import io.aios.orchestrator.usecase.ToolInvocation;
import io.aios.orchestrator.usecase.Tools;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives an answer again for as long as the tool allows, to the same user with the same grants and
 * arguments. Only tools that read and ask for it; progress and failures are never kept.
 */
@Component
@Primary
final class RedisCachedTools implements Tools {
  private final Tools tools;
  private final AnswerCache cache;
  private final MeterRegistry meters;

  RedisCachedTools(
      @Qualifier("boundedTools") Tools tools, AnswerCache cache, MeterRegistry meters) {
    this.tools = tools;
    this.cache = cache;
    this.meters = meters;
  }

  @Override
  public Optional<ToolDescriptor> find(String name) {
    return tools.find(name);
  }

  @Override
  public ToolAnswer call(ToolInvocation invocation) throws InterruptedException {
    Duration keep = cacheTime(invocation.tool());
    if (!keep.isPositive()) {
      return tools.call(invocation);
    }
    String key = CacheKey.of(invocation);
    Optional<ToolAnswer> known = cache.get(key);
    meters.counter("aios.commands.cache", "result", known.isPresent() ? "hit" : "miss").increment();
    if (known.isPresent()) {
      return known.get();
    }
    ToolAnswer answer = tools.call(invocation);
    if (answer instanceof ToolAnswer.Answered answered && !answered.failed()) {
      cache.put(key, answered.result(), keep);
    }
    return answer;
  }

  @Override
  public ToolAnswer preview(
      Principal principal, String tool, ObjectNode arguments, Duration timeout)
      throws InterruptedException {
    return tools.preview(principal, tool, arguments, timeout);
  }

  private Duration cacheTime(String tool) {
    return tools
        .find(tool)
        .filter(found -> found.risk() == Risk.READ)
        .map(ToolDescriptor::cacheTime)
        .orElse(Duration.ZERO);
  }
}
