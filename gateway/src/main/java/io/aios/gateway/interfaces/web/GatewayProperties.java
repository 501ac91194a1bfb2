package io.aios.gateway.interfaces.web;

import jakarta.validation.constraints.Positive;
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
 * @param pageSize entries per page of a list
 * @param listTtl how long a client may keep a list
 * @param answerWithin how long a user may take to answer what a tool asks
 * @param taskIdsLast how long a task can be asked for; its server may forget it earlier
 * @param keepAlive how often a listening client is shown life, and looked for
 * @param listenFor after which a listening client has to ask, and be checked, again
 * @param listeners how many streams of one caller listen at once
 */
@Validated
@ConfigurationProperties("aios.gateway")
record GatewayProperties(
    @DefaultValue("1MB") DataSize maxBody,
    @DefaultValue("32MB") DataSize maxReply,
    @DefaultValue List<String> allowedHosts,
    @DefaultValue List<String> allowedOrigins,
    @DefaultValue("200") int pageSize,
    @DefaultValue("5s") Duration listTtl,
    @DefaultValue("10m") Duration answerWithin,
    @DefaultValue("1d") Duration taskIdsLast,
    @DefaultValue("3s") Duration keepAlive,
    @DefaultValue("5m") Duration listenFor,
    @DefaultValue("16") @Positive int listeners) {}
