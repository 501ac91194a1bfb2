package io.aios.orchestrator.usecase;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of commands.
 *
 * @param syncWait how long a synchronous submitter is kept waiting before it is told where to look
 * @param defaultTimeout of a command that names none
 * @param maxTimeout most that a command may ask for
 * @param maxRunning commands that run side by side; further ones wait by priority
 * @param maxWaiting commands that may wait; further ones are refused
 * @param maxAccepting requests that are checked and stored at one moment; further ones are refused
 * @param keyRetention how long an idempotency key keeps its answer
 * @param retention how long a command is kept after it was accepted, once it has ended
 * @param maxPlan largest plan
 * @param maxBody largest request body
 * @param leaseTime after which the commands of a silent orchestrator are taken over
 * @param stopWait how long commands may go on when the orchestrator stops, before it leaves them to
 *     others
 * @param catalogueTime how long the list of tools is used without asking again
 */
@Validated
@ConfigurationProperties("aios.orchestrator")
public record OrchestratorProperties(
    @DefaultValue("25s") Duration syncWait,
    @DefaultValue("10m") Duration defaultTimeout,
    @DefaultValue("24h") Duration maxTimeout,
    @DefaultValue("256") @Min(1) @Max(100_000) int maxRunning,
    @DefaultValue("10000") @Min(0) int maxWaiting,
    @DefaultValue("256") @Min(1) int maxAccepting,
    @DefaultValue("24h") Duration keyRetention,
    @DefaultValue("90d") Duration retention,
    @DefaultValue("256KB") DataSize maxPlan,
    @DefaultValue("1MB") DataSize maxBody,
    @DefaultValue("6s") Duration leaseTime,
    @DefaultValue("3s") Duration stopWait,
    @DefaultValue("5s") Duration catalogueTime) {}
