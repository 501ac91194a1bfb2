package io.aios.python.domain;

/**
 * Whom a session or workspace belongs to; nobody else learns that it exists.
 *
 * @param subject the user
 * @param client the program that acts for the user
 */
public record Owner(String subject, String client) {}
