package io.aios.platform.tls;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Mutual TLS between services.
 *
 * @param enabled whether services show and demand certificates
 * @param bundle the Spring Boot SSL bundle ({@code spring.ssl.bundle.*}) with this service's
 *     certificate and the authority's
 * @param callers the services that may call this one; {@code *} stands for all of the suite
 * @param port where services call, when that is not the service's own port; that one then stays as
 *     it is, for others than services
 */
@Validated
@ConfigurationProperties("aios.tls")
record TlsProperties(
    @DefaultValue("false") boolean enabled,
    @NotBlank @DefaultValue("services") String bundle,
    @DefaultValue Set<String> callers,
    @Nullable @Min(0) @Max(65535) Integer port) {}
