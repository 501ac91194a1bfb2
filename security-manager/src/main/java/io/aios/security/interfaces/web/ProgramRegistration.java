package io.aios.security.interfaces.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A program that shall get tokens for itself.
 *
 * @param scopes the most it may be granted; no more than its registrar has
 * @param tokenExchange whether it may also exchange users' tokens for its own (RFC 8693)
 */
record ProgramRegistration(
    @NotBlank @Size(max = 100) String name,
    @NotEmpty @Size(max = 50)
        Set<
                @NotNull @Pattern(regexp = "(?!internal:)([a-z][a-z0-9-]{0,31}|\\*):[a-z]{1,16}")
                String>
            scopes,
    @Nullable Boolean tokenExchange) {

  boolean exchanges() {
    return Boolean.TRUE.equals(tokenExchange);
  }
}
