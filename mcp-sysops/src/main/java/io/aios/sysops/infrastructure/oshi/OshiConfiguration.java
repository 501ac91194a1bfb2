package io.aios.sysops.infrastructure.oshi;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import oshi.SystemInfo;

@Configuration(proxyBeanMethods = false)
class OshiConfiguration {
  /** Reads nothing before it is asked: the first look takes most of a second. */
  @Bean
  SystemInfo systemInfo() {
    return new SystemInfo();
  }
}
