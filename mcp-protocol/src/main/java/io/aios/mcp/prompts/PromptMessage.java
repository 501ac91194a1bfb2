package io.aios.mcp.prompts;

import io.aios.mcp.Role;
import io.aios.mcp.tools.Content;

/** One message of a prompt. */
public record PromptMessage(Role role, Content content) {

  public static PromptMessage user(String text) {
    return new PromptMessage(Role.USER, new Content.Text(text));
  }

  public static PromptMessage assistant(String text) {
    return new PromptMessage(Role.ASSISTANT, new Content.Text(text));
  }
}
