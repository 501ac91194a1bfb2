package io.aios.mcp.subscriptions;

import io.aios.mcp.Methods;

/** A kind of change that needs a capability of the server. */
enum Topic {
  TOOLS("tools", "listChanged", "toolsListChanged", Methods.TOOLS_CHANGED),
  PROMPTS("prompts", "listChanged", "promptsListChanged", Methods.PROMPTS_CHANGED),
  RESOURCES("resources", "listChanged", "resourcesListChanged", Methods.RESOURCES_CHANGED),
  RESOURCE("resources", "subscribe", "resourceSubscriptions", Methods.RESOURCE_UPDATED);

  final String capability;
  final String setting;
  final String filter;
  final String notification;

  Topic(String capability, String setting, String filter, String notification) {
    this.capability = capability;
    this.setting = setting;
    this.filter = filter;
    this.notification = notification;
  }
}
