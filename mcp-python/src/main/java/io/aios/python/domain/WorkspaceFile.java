package io.aios.python.domain;

import java.time.Instant;

/**
 * A file as listed.
 *
 * @param path relative to the workspace
 * @param link a symbolic link, which is not followed
 */
public record WorkspaceFile(String path, long bytes, Instant modified, boolean link) {}
