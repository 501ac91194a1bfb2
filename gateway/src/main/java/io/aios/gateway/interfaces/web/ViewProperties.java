package io.aios.gateway.interfaces.web;

import io.aios.gateway.usecase.ToolSelection;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What clients see of the catalogue at most, whatever they choose and are granted.
 *
 * @param everyone for clients not named below
 * @param clients by OAuth client id
 */
@Validated
@ConfigurationProperties("aios.gateway.views")
record ViewProperties(@DefaultValue Limit everyone, @DefaultValue Map<String, Limit> clients) {
  /**
   * @param profiles the only ones, all when empty
   * @param readOnly only tools that change nothing
   */
  record Limit(@DefaultValue Set<String> profiles, @DefaultValue("false") boolean readOnly) {
    ToolSelection selection() {
      return new ToolSelection(profiles, readOnly);
    }
  }
}
