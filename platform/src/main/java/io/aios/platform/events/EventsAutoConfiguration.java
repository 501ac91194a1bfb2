package io.aios.platform.events;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventSerializer;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Outbox and inbox for services that use both Postgres and Kafka. */
@AutoConfiguration(
    after = {
      JdbcTemplateAutoConfiguration.class,
      FlywayAutoConfiguration.class,
      KafkaAutoConfiguration.class
    })
@ConditionalOnBean({DataSource.class, KafkaProperties.class})
@EnableConfigurationProperties(EventsProperties.class)
@Import(EventConsumersConfiguration.class)
class EventsAutoConfiguration {

  @Bean
  JdbcOutbox outbox(JdbcTemplate jdbc, JsonMapper json, CurrentTrace trace, OutboxRelay relay) {
    return new JdbcOutbox(jdbc, json, trace, relay::wake);
  }

  @Bean
  CurrentTrace currentTrace(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
    return new CurrentTrace(
        tracer.getIfAvailable(() -> Tracer.NOOP), propagator.getIfAvailable(() -> Propagator.NOOP));
  }

  @Bean
  JdbcInbox inbox(JdbcTemplate jdbc, EventsProperties properties) {
    return new JdbcInbox(jdbc, InstantSource.system(), properties.inboxRetention());
  }

  @Bean
  @DependsOnDatabaseInitialization
  OutboxRelay outboxRelay(
      DataSource database, KafkaPublisher kafka, EventsProperties properties, JdbcInbox inbox) {
    return new OutboxRelay(database, kafka, properties, inbox, InstantSource.system());
  }

  /** Closed by the relay's thread, its only user. */
  @Bean(destroyMethod = "")
  KafkaPublisher kafkaPublisher(
      KafkaProperties properties,
      KafkaConnectionDetails connection,
      @Value("${spring.application.name}") String service) {
    return new KafkaPublisher(
        () -> producer(properties, connection), URI.create("urn:aios:" + service));
  }

  @Bean
  OutboxMetrics outboxMetrics(OutboxRelay relay) {
    return new OutboxMetrics(relay, InstantSource.system());
  }

  @Bean
  OutboxHealthIndicator outboxHealthIndicator(OutboxRelay relay) {
    return new OutboxHealthIndicator(relay);
  }

  private static Producer<String, CloudEvent> producer(
      KafkaProperties properties, KafkaConnectionDetails connection) {
    Map<String, Object> config = properties.buildProducerProperties();
    config.put(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getProducer().getBootstrapServers());
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    return new KafkaProducer<>(config, new StringSerializer(), new CloudEventSerializer());
  }
}
