package io.aios.platform.web;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** Problem documents for controllers, filters and the container. */
@AutoConfiguration
@Import({ProblemAdvice.class, ProblemErrorController.class})
class WebAutoConfiguration {
  @Bean
  ProblemWriter problemWriter(JsonMapper json) {
    return new ProblemWriter(json);
  }
}
