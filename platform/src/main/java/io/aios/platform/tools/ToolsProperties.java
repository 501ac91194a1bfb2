package io.aios.platform.tools;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How a service offers its tools.
 *
 * @param server alias that every tool's name starts with, such as {@code sysops}; setting it makes
 *     the service a tool server
 * @param version told to clients, for display
 * @param instructions what the server is for, told to models
 * @param maxChars characters of text in an answer unless the caller asks for another number
 * @param keepRestFor how long the rest of a cut answer can be read
 * @param keepRestChars characters of such answers kept in all
 * @param maxBody longest request
 * @param keepAlive interval at which a long call shows life, and looks whether its caller is there
 * @param allowedHosts names beside loopback and addresses under which the server is reached
 * @param answerWithin how long a user may take to answer what a tool asks
 * @param tasks calls that go on in the background
 */
@Validated
@ConfigurationProperties(value = "aios.tools", ignoreUnknownFields = false)
record ToolsProperties(
    @Pattern(regexp = "[a-z][a-z0-9]*") String server,
    @DefaultValue("0.1.0") String version,
    @Nullable String instructions,
    @Min(MIN_CHARS) @Max(MAX_CHARS) @DefaultValue("20000") int maxChars,
    @DefaultValue("10m") Duration keepRestFor,
    @Min(1) @DefaultValue("20000000") long keepRestChars,
    @DefaultValue("4MB") DataSize maxBody,
    @DefaultValue("3s") Duration keepAlive,
    @DefaultValue Set<String> allowedHosts,
    @DefaultValue("10m") Duration answerWithin,
    @DefaultValue Tasks tasks) {

  /**
   * Calls that go on in the background.
   *
   * @param ttl from a task's beginning; after it nobody finds its result any more
   * @param pollInterval how often callers should ask
   * @param perUser tasks kept for one user, ended ones included
   * @param total tasks kept
   */
  record Tasks(
      @DefaultValue("1h") Duration ttl,
      @DefaultValue("1s") Duration pollInterval,
      @Min(1) @DefaultValue("50") int perUser,
      @Min(1) @DefaultValue("1000") int total) {}

  /** The least and the most a caller may ask for. */
  static final int MIN_CHARS = 200;

  static final int MAX_CHARS = 1_000_000;
}
