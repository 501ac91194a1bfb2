package io.aios.security.users.infrastructure.argon2;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How passwords are hashed, and how guessing is slowed down.
 *
 * @param memory of one hash by Argon2id (OWASP: 19 MiB with two passes)
 * @param passes over the memory
 * @param atOnce how many are hashed at a time
 * @param failures of one name from one address before it has to wait
 * @param failuresOfName from anywhere; looser, since strangers could lock a user out
 * @param failuresOfAddress with any name
 * @param pause for which one has to wait
 */
@Validated
@ConfigurationProperties("aios.security-manager.passwords")
record PasswordProperties(
    @DefaultValue("19MB") DataSize memory,
    @Min(1) @Max(20) @DefaultValue("2") int passes,
    @Min(1) @Max(64) @DefaultValue("2") int atOnce,
    @Min(1) @DefaultValue("5") int failures,
    @Min(1) @DefaultValue("50") int failuresOfName,
    @Min(1) @DefaultValue("100") int failuresOfAddress,
    @DefaultValue("5m") Duration pause) {

  int kibibytes() {
    return Math.toIntExact(memory.toKilobytes());
  }
}
