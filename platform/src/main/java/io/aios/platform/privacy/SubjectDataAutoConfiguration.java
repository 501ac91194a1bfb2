package io.aios.platform.privacy;

import io.aios.platform.events.EventReader;
import io.aios.platform.events.Inbox;
import io.aios.platform.events.Outbox;
import io.aios.platform.security.RouteAuthorities;
import io.aios.platform.security.Scopes;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.support.TransactionOperations;

/** For services that store something of users. */
@AutoConfiguration(
    afterName = "io.aios.platform.events.EventsAutoConfiguration",
    beforeName = "io.aios.platform.security.SecurityChainAutoConfiguration")
@ConditionalOnBean(SubjectData.class)
class SubjectDataAutoConfiguration {
  private static final String TELLS = "aios.privacy.tells-subject-data";

  /** Not in the gateway, which asks all others and is asked by nobody. */
  @Bean
  @ConditionalOnProperty(name = TELLS, matchIfMissing = true)
  SubjectDataController subjectDataController(SubjectData data) {
    return new SubjectDataController(data);
  }

  @Bean
  @ConditionalOnProperty(name = TELLS, matchIfMissing = true)
  RouteAuthorities subjectDataRoute() {
    return routes ->
        routes
            .requestMatchers(HttpMethod.GET, SubjectDataController.PATH)
            .hasAuthority(Scopes.authority(SubjectDataController.SCOPE));
  }

  @Bean
  ErasureListener erasureListener(
      @Value("${spring.application.name}") String service,
      SubjectData data,
      EventReader reader,
      Inbox inbox,
      Outbox outbox,
      TransactionOperations transactions) {
    return new ErasureListener(
        service,
        data,
        new ErasureListener.Events(reader, inbox, outbox, InstantSource.system()),
        transactions);
  }
}
