package io.aios.gateway.usecase;

/**
 * Where a routed request goes; an attribute of it, under this type's name.
 *
 * @param service its name in discovery and in its certificate
 */
public record RoutedTo(String service) {}
