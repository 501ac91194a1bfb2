package io.aios.orchestrator.infrastructure.runtime;

import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Commands run on virtual threads that keep the trace of who submitted them. */
@Configuration(proxyBeanMethods = false)
class RuntimeConfiguration {

  @Bean(destroyMethod = "shutdownNow")
  ExecutorService commandExecutor() {
    ContextSnapshotFactory contexts = ContextSnapshotFactory.builder().build();
    return ContextExecutorService.wrap(
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("command-", 0).factory()),
        contexts::captureAll);
  }

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }
}
