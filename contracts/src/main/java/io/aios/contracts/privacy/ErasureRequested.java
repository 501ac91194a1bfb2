package io.aios.contracts.privacy;

import java.util.UUID;

/**
 * A user wants gone what is stored of them. Every service erases its own part and answers with
 * {@link DataErased}.
 */
public record ErasureRequested(UUID id, String subject) {
  public static final String TYPE = "io.aios.privacy.ErasureRequested.v1";
}
