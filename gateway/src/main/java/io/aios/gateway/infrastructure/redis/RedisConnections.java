package io.aios.gateway.infrastructure.redis;

import io.aios.platform.tools.CallStates;
import io.lettuce.core.ClientOptions;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RedisConnections {
  /** While Redis is away a call learns it at once, instead of waiting in a queue for it. */
  @Bean
  LettuceClientOptionsBuilderCustomizer failFast() {
    return options ->
        options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS);
  }

  /** Gateways with one key for what they hand out make the same digests. */
  @Bean
  CallDigest.Maker callDigests(CallStates keys) {
    return new CallDigest.Maker(() -> keys.derived("identical calls", "HmacSHA256"));
  }
}
