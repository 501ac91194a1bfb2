package io.aios.platform.web;

import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Problem documents for controllers, filters and the container. */
@AutoConfiguration
@Import({ProblemAdvice.class, ProblemErrorController.class})
class WebAutoConfiguration {
  /**
   * What the class path could also read and write: nobody needs it, and strangers would reach it.
   */
  private static final List<MediaType> UNUSED =
      List.of(
          MediaType.APPLICATION_XML,
          MediaType.TEXT_XML,
          MediaType.APPLICATION_CBOR,
          MediaType.APPLICATION_YAML);

  /** Bodies are JSON. */
  @Bean
  WebMvcConfigurer onlyJson() {
    return new WebMvcConfigurer() {
      @Override
      public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.configureMessageConvertersList(
            all -> all.removeIf(WebAutoConfiguration::isForUnused));
      }
    };
  }

  private static boolean isForUnused(HttpMessageConverter<?> converter) {
    return converter.getSupportedMediaTypes().stream()
        .anyMatch(type -> UNUSED.stream().anyMatch(type::equalsTypeAndSubtype));
  }

  @Bean
  ProblemWriter problemWriter(JsonMapper json) {
    return new ProblemWriter(json);
  }
}
