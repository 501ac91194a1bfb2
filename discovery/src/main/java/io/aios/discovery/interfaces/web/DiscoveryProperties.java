package io.aios.discovery.interfaces.web;

import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the registry.
 *
 * @param networks CIDR blocks from which services register and look up others
 */
@Validated
@ConfigurationProperties("aios.discovery")
record DiscoveryProperties(
    @NotEmpty @DefaultValue({"127.0.0.0/8", "::1/128"}) List<String> networks) {}
