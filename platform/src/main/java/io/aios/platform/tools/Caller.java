package io.aios.platform.tools;

import org.jspecify.annotations.Nullable;

/**
 * Who a tool call is made for.
 *
 * @param subject the user
 * @param client the OAuth client that acts for the user
 * @param commandId the command this call is a step of, if any
 */
public record Caller(String subject, String client, @Nullable String commandId) {}
