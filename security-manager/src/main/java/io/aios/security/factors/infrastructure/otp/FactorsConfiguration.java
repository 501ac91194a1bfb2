package io.aios.security.factors.infrastructure.otp;

import io.aios.security.domain.LoginThrottle;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FactorsConfiguration {
  private static final int FAILURES = 5;
  private static final Duration PAUSE = Duration.ofMinutes(5);

  /** Five guesses at a million codes, three of which are good, every five minutes. */
  @Bean
  LoginThrottle factorThrottle() {
    return new LoginThrottle(FAILURES, PAUSE);
  }
}
