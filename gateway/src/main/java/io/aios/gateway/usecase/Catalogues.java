package io.aios.gateway.usecase;

/** Where the present catalogue is had; reading it costs nothing. */
@FunctionalInterface
public interface Catalogues {
  Catalogue current();
}
