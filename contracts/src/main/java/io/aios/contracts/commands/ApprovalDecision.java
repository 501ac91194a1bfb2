package io.aios.contracts.commands;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an approver says.
 *
 * @param step which is meant; may be left out when only one waits
 * @param arguments to be used instead of those asked for; checked as the first ones were
 * @param reason for the requester, when the answer is no
 */
public record ApprovalDecision(
    @Nullable String step, @Nullable Map<String, Object> arguments, @Nullable String reason) {}
