package io.aios.platform.tools;

import io.aios.mcp.input.RequestStates;
import io.aios.mcp.server.Feature;
import io.aios.mcp.server.McpServer;
import io.aios.mcp.subscriptions.Changes;
import io.aios.mcp.tasks.Tasks;

/** Calls that ask their user, calls that go on in the background, and listening. */
record ToolFlows(RequestStates states, Tasks tasks, Changes changes) implements Feature {
  @Override
  public void register(McpServer.Builder server) {
    server.requestStates(states).with(tasks).background(new CallersOfTasks(tasks)).with(changes);
  }
}
