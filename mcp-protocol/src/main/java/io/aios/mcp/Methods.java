package io.aios.mcp;

/** Names of the methods and notifications spoken here. */
public final class Methods {
  public static final String DISCOVER = "server/discover";
  public static final String INITIALIZE = "initialize";
  public static final String PING = "ping";
  public static final String TOOLS_LIST = "tools/list";
  public static final String TOOLS_CALL = "tools/call";
  public static final String PROMPTS_LIST = "prompts/list";
  public static final String PROMPTS_GET = "prompts/get";
  public static final String RESOURCES_LIST = "resources/list";
  public static final String RESOURCE_TEMPLATES_LIST = "resources/templates/list";
  public static final String RESOURCES_READ = "resources/read";
  public static final String COMPLETE = "completion/complete";
  public static final String PROGRESS = "notifications/progress";

  private Methods() {}
}
