package io.aios.mcp.conformance;

import io.aios.mcp.About;
import io.aios.mcp.Role;
import io.aios.mcp.fixture.AskingTools;
import io.aios.mcp.fixture.FixtureTools;
import io.aios.mcp.input.InputRequired;
import io.aios.mcp.prompts.PromptArgument;
import io.aios.mcp.prompts.PromptDescriptor;
import io.aios.mcp.prompts.PromptMessage;
import io.aios.mcp.prompts.PromptResult;
import io.aios.mcp.prompts.PromptSet;
import io.aios.mcp.resources.ResourceContents;
import io.aios.mcp.server.McpExchange;
import io.aios.mcp.tools.Content;
import java.util.Arrays;
import tools.jackson.databind.node.ObjectNode;

/** Prompts the suite asks for. */
final class ConformancePrompts {
  static final PromptSet ALL =
      PromptSet.builder()
          .prompt(
              prompt("test_simple_prompt"),
              (arguments, exchange) ->
                  PromptResult.of(PromptMessage.user("This is a simple prompt for testing.")))
          .prompt(
              prompt("test_prompt_with_arguments", "arg1", "arg2"),
              (arguments, exchange) ->
                  PromptResult.of(
                      PromptMessage.user(
                          "arg1='%s', arg2='%s'"
                              .formatted(arguments.get("arg1"), arguments.get("arg2")))))
          .prompt(
              prompt("test_prompt_with_embedded_resource", "resourceUri"),
              (arguments, exchange) ->
                  then(
                      new Content.Embedded(
                          new ResourceContents.Text(
                              arguments.get("resourceUri"), "text/plain", "For testing."))))
          .prompt(
              prompt("test_prompt_with_image"),
              (arguments, exchange) -> then(new Content.Image(FixtureTools.ONE_PIXEL, "image/png")))
          .prompt(
              prompt("test_input_required_result_prompt"),
              (arguments, exchange) ->
                  PromptResult.of(PromptMessage.user("In context: " + context(exchange))))
          .build();

  private ConformancePrompts() {}

  private static ObjectNode context(McpExchange exchange) {
    return exchange
        .inputResponses()
        .elicitation("user_context")
        .orElseThrow(() -> InputRequired.ask("user_context", AskingTools.CONTEXT))
        .toJson();
  }

  private static PromptDescriptor prompt(String name, String... arguments) {
    return PromptDescriptor.of(
        name,
        About.of("What " + name + " asks").titled("Title of " + name),
        Arrays.stream(arguments).map(a -> new PromptArgument(a, "The " + a, true)).toList());
  }

  private static PromptResult then(Content content) {
    return PromptResult.of(
        new PromptMessage(Role.USER, content), PromptMessage.user("Please look at it."));
  }
}
