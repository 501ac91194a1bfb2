package io.aios.orchestrator.usecase;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many calls of one orchestrator a tool server gets at once; further ones wait. Half of what
 * the gateway lets through to a service ({@code aios.gateway.guard.concurrent-calls}), and a
 * quarter of the commands that run side by side.
 *
 * @param places of each server
 * @param exceptions other numbers, by the server's alias such as {@code sysops}
 */
@Validated
@ConfigurationProperties("aios.orchestrator.servers")
public record ServerProperties(
    @DefaultValue("64") @Min(1) @Max(10_000) int places,
    @DefaultValue Map<String, @Min(1) @Max(10_000) Integer> exceptions) {

  int places(String server) {
    return exceptions.getOrDefault(server, places);
  }
}
