package io.aios.sysops.infrastructure.sandbox;

import io.aios.sandbox.Sandbox;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SandboxConfiguration {
  @Bean
  Sandbox sandbox() throws IOException {
    return Sandbox.detect();
  }
}
