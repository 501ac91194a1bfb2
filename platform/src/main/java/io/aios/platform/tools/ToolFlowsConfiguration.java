package io.aios.platform.tools;

import io.aios.mcp.completion.Completer;
import io.aios.mcp.prompts.PromptCatalog;
import io.aios.mcp.resources.ResourceCatalog;
import io.aios.mcp.spring.ListenersLifecycle;
import io.aios.mcp.subscriptions.Changes;
import io.aios.mcp.tasks.MemoryTasks;
import io.aios.mcp.tasks.TaskStore;
import io.aios.mcp.tasks.TaskTimes;
import io.aios.mcp.tasks.Tasks;
import java.time.Clock;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a tool server does beside answering calls at once; and what it offers beside tools. */
@Configuration(proxyBeanMethods = false)
class ToolFlowsConfiguration {

  /** Where there is no database, tasks are lost with the process; callers find them unknown. */
  @Bean
  @ConditionalOnMissingBean
  TaskStore taskStore(ToolsProperties properties) {
    ToolsProperties.Tasks limits = properties.tasks();
    return new MemoryTasks(limits.perUser(), limits.total(), Clock.systemUTC());
  }

  @Bean
  Tasks toolTasks(ToolsProperties properties, ToolRegistry tools, TaskStore store) {
    TaskTimes times = new TaskTimes(properties.tasks().ttl(), properties.tasks().pollInterval());
    return new Tasks(
        tools, store, times, Clock.systemUTC(), Executors.newVirtualThreadPerTaskExecutor());
  }

  /** A service fires what changes among its prompts and resources. */
  @Bean
  Changes toolChanges(
      Tasks tasks,
      ObjectProvider<PromptCatalog> prompts,
      ObjectProvider<ResourceCatalog> resources) {
    Changes.Builder changes = Changes.builder().tasks(tasks);
    prompts.ifAvailable(any -> changes.prompts());
    resources.ifAvailable(any -> changes.resources().watching(OfferedData::mayWatch));
    return changes.build();
  }

  @Bean
  ListenersLifecycle listenersLifecycle(Changes changes) {
    return new ListenersLifecycle(changes::close);
  }

  @Bean
  ToolFlows toolFlows(ToolsProperties properties, CallStates states, Tasks tasks, Changes changes) {
    return new ToolFlows(states.lasting(properties.answerWithin()), tasks, changes);
  }

  @Bean
  OfferedData offeredData(
      ObjectProvider<PromptCatalog> prompts,
      ObjectProvider<ResourceCatalog> resources,
      ObjectProvider<Completer> completer) {
    return new OfferedData(
        prompts.getIfAvailable(), resources.getIfAvailable(), completer.getIfAvailable());
  }
}
