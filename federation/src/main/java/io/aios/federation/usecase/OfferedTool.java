package io.aios.federation.usecase;

import io.aios.federation.domain.PinnedTool;
import io.aios.mcp.tools.ToolDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * A tool under the name it has here.
 *
 * @param pinned what the server calls it, and whether it may be called
 * @param descriptor as it is listed; null where it may not be called
 */
record OfferedTool(PinnedTool pinned, @Nullable ToolDescriptor descriptor) {}
