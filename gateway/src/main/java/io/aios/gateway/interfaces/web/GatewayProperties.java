package io.aios.gateway.interfaces.web;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The public interface.
 *
 * @param maxBody of a tool call or a command
 * @param maxReply of a tool, where the gateway has to hold it (REST)
 * @param allowedHosts names beside loopback and address literals that {@code Host} and {@code
 *     Origin} may carry
 * @param allowedOrigins web pages that may call the API (CORS); none by default
 * @param pageSize tools per page of a list
 * @param listTtl how long a client may keep a list
 */
@Validated
@ConfigurationProperties("aios.gateway")
record GatewayProperties(
    @DefaultValue("1MB") DataSize maxBody,
    @DefaultValue("32MB") DataSize maxReply,
    @DefaultValue List<String> allowedHosts,
    @DefaultValue List<String> allowedOrigins,
    @DefaultValue("200") int pageSize,
    @DefaultValue("5s") Duration listTtl) {}
