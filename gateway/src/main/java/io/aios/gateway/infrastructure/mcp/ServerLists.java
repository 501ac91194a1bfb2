package io.aios.gateway.infrastructure.mcp;

import io.aios.gateway.usecase.ServerData;
import io.aios.mcp.tools.ToolDescriptor;
import java.util.List;

/**
 * What a server offers, as it lists it.
 *
 * @param announces whether it tells of changes of its lists
 */
record ServerLists(List<ToolDescriptor> tools, ServerData.Offer data, boolean announces) {
  static final ServerLists NONE = new ServerLists(List.of(), ServerData.Offer.NOTHING, false);
}
