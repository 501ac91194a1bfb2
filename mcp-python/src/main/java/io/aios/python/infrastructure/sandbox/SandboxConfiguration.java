package io.aios.python.infrastructure.sandbox;

import io.aios.python.usecase.Interpreters;
import io.aios.python.usecase.PythonProperties;
import io.aios.python.usecase.SelfTest;
import io.aios.python.usecase.WorkspaceFiles;
import io.aios.python.usecase.Workspaces;
import io.aios.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.TaskScheduler;
import tools.jackson.databind.json.JsonMapper;

/** Wires the sandbox to the ports of the use cases. */
@Configuration(proxyBeanMethods = false)
class SandboxConfiguration {

  @Bean
  @ConditionalOnMissingBean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  Sandbox sandbox() throws IOException {
    return Sandbox.detect();
  }

  @Bean
  SelfTest selfTest(Sandbox sandbox) {
    return new SandboxSelfTest(sandbox, SandboxSelfTest.PYTHON);
  }

  @Bean
  HealthIndicator sandboxHealthIndicator(SelfTest selfTest) {
    return new SandboxHealthIndicator(selfTest);
  }

  @Bean
  Workspaces workspaces(Sandbox sandbox, @Value("${aios.data-dir}") Path dataDirectory) {
    return new DirectoryWorkspaces(sandbox, dataDirectory);
  }

  @Bean
  WorkspaceFiles workspaceFiles(Sandbox sandbox, PythonProperties properties, JsonMapper json) {
    return new SandboxedFiles(sandbox, properties, json);
  }

  @Bean(destroyMethod = "")
  Interpreters interpreters(
      Sandbox sandbox, Workspaces workspaces, PythonProperties properties, JsonMapper json) {
    return new SandboxedInterpreters(sandbox, workspaces, properties, json);
  }

  @Bean
  WarmPool warmPool(Interpreters interpreters) {
    return ((SandboxedInterpreters) interpreters).pool();
  }

  @Bean
  WarmUp warmUp(
      WarmPool pool, TaskScheduler scheduler, InstantSource clock, PythonProperties properties) {
    return new WarmUp(pool, scheduler, clock, properties);
  }

  /** Fills the pool when the service, and those it may share a machine with, have started. */
  record WarmUp(
      WarmPool pool, TaskScheduler scheduler, InstantSource clock, PythonProperties properties) {
    @EventListener(ApplicationReadyEvent.class)
    void later() {
      Instant when = clock.instant().plus(properties.warmDelay());
      var _ = scheduler.schedule(pool::refill, when);
    }
  }
}
