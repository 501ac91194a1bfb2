package io.aios.platform.events;

import io.cloudevents.kafka.CloudEventDeserializer;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.serializer.ErrorHandlingDeserializer;
import org.springframework.util.backoff.ExponentialBackOff;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets every {@code @KafkaListener} method take a {@code CloudEvent}. The listener continues the
 * producer's trace; a failing event is tried again until it succeeds, an unreadable one is logged
 * and passed over.
 */
@Configuration(proxyBeanMethods = false)
class EventConsumersConfiguration {

  @Bean
  EventReader eventReader(JsonMapper json) {
    return new EventReader(json);
  }

  @Bean
  DefaultKafkaConsumerFactoryCustomizer cloudEventConsumers() {
    Map<String, Object> deserializers =
        Map.of(
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            StringDeserializer.class,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ErrorHandlingDeserializer.class,
            ErrorHandlingDeserializer.VALUE_DESERIALIZER_CLASS,
            CloudEventDeserializer.class);
    return factory -> factory.updateConfigs(deserializers);
  }

  @Bean
  CommonErrorHandler retryUntilHandled() {
    ExponentialBackOff backOff = new ExponentialBackOff(200, 2);
    backOff.setMaxInterval(10_000);
    DefaultErrorHandler handler = new DefaultErrorHandler(backOff);
    handler.setLogLevel(KafkaException.Level.WARN);
    return handler;
  }
}
