package io.aios.sysops.infrastructure.procfs;

import io.aios.sysops.domain.SignalPolicy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProcConfiguration {
  @Bean
  SignalPolicy signalPolicy(SignalProperties properties) {
    return new SignalPolicy(properties.otherUsers(), properties.protectedNames());
  }
}
