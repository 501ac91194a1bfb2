package io.aios.python.domain;

import java.util.List;

/** Files of a workspace in the order of their paths, and whether there are more. */
public record FileListing(List<WorkspaceFile> files, boolean truncated) {}
