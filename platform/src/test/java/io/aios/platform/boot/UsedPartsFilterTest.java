package io.aios.platform.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.mock.env.MockEnvironment;

class UsedPartsFilterTest {
  private static final String KAFKA =
      "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration";
  private static final String JSON =
      "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration";
  private static final String ERROR_PAGE =
      "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration";

  @Test
  void keepsOnlyPartsThatTheServiceLists() {
    assertThat(match("kafka", KAFKA, JSON, ERROR_PAGE)).containsExactly(true, true, false);
    assertThat(match("postgres", KAFKA, JSON, ERROR_PAGE)).containsExactly(false, true, false);
  }

  @Test
  void refusesAPartNobodyKnows() {
    assertThatThrownBy(() -> match("kafak", KAFKA))
        .hasMessageContaining("kafak")
        .hasMessageContaining("kafka");
  }

  private static boolean[] match(String uses, String... classes) {
    UsedPartsFilter filter = new UsedPartsFilter();
    filter.setEnvironment(new MockEnvironment().withProperty("aios.platform.uses", uses));
    return filter.match(classes, new NoMetadata());
  }

  private static final class NoMetadata implements AutoConfigurationMetadata {
    @Override
    public boolean wasProcessed(String className) {
      return false;
    }

    @Override
    public Integer getInteger(String className, String key) {
      return null;
    }

    @Override
    public Integer getInteger(String className, String key, Integer defaultValue) {
      return defaultValue;
    }

    @Override
    public java.util.Set<String> getSet(String className, String key) {
      return null;
    }

    @Override
    public java.util.Set<String> getSet(
        String className, String key, java.util.Set<String> defaultValue) {
      return defaultValue;
    }

    @Override
    public String get(String className, String key) {
      return null;
    }

    @Override
    public String get(String className, String key, String defaultValue) {
      return defaultValue;
    }
  }
}
