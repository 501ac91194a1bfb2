package io.aios.launcher.cli.terminal;

import io.aios.launcher.cli.CommandFailure;
import io.aios.launcher.cli.terminal.Terminal.Tone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Prints what a command gave: text as it is, records as tables, images as files. */
public final class ResultPrinter {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Terminal terminal;
  private final Path directory;

  /**
   * @param directory where images are saved
   */
  public ResultPrinter(Terminal terminal, Path directory) {
    this.terminal = terminal;
    this.directory = directory;
  }

  /** Prints an ended command's document: its one result, or each step's. */
  public void print(JsonNode command) {
    if (command.path("tool").isString()) {
      result(command.path("tool").asString(""), command.path("result"));
    } else {
      for (JsonNode step : command.path("steps")) {
        heading(step);
        result(step.path("id").asString("step"), step.path("result"));
      }
    }
    JsonNode output = command.path("output");
    if (!output.isMissingNode() && !output.isNull()) {
      terminal.print(terminal.paint(Tone.STRONG, "output"));
      new StructuredPrinter(terminal).print(output);
    }
    JsonNode failure = command.path("failure");
    if (failure.isObject()) {
      terminal.say("aios: %s: %s".formatted(failure.path("code").asString(""), firstLine(failure)));
    }
  }

  private static String firstLine(JsonNode failure) {
    return failure.path("detail").asString("").lines().findFirst().orElse("");
  }

  private void heading(JsonNode step) {
    String status = step.path("status").asString("");
    Tone tone =
        status.equals("succeeded") ? Tone.GOOD : status.equals("failed") ? Tone.BAD : Tone.WARN;
    terminal.print(
        "%s %s  %s"
            .formatted(
                terminal.paint(Tone.STRONG, step.path("id").asString("")),
                step.path("tool").asString(""),
                terminal.paint(tone, status)));
    JsonNode failure = step.path("failure");
    if (failure.isObject() && step.path("result").path("content").isEmpty()) {
      terminal.print("  " + failure.path("detail").asString(""));
    }
  }

  private void result(String name, JsonNode result) {
    JsonNode structured = result.path("structuredContent");
    for (JsonNode block : result.path("content")) {
      switch (block.path("type").asString("")) {
        case "text" -> text(block.path("text").asString(""), structured);
        case "image", "audio" -> save(name, block);
        case "resource_link" -> terminal.print(block.path("uri").asString(""));
        default -> terminal.print(block.toPrettyString());
      }
    }
  }

  /** A tool without words of its own sends its structured value as text too. */
  private void text(String text, JsonNode structured) {
    JsonNode parsed = structured.isMissingNode() ? structured : parse(text);
    if (!structured.isMissingNode() && structured.equals(parsed)) {
      new StructuredPrinter(terminal).print(structured);
    } else if (!text.isEmpty()) {
      terminal.print(text.stripTrailing());
    }
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      return JSON.missingNode();
    }
  }

  private void save(String name, JsonNode block) {
    String type = block.path("mimeType").asString("application/octet-stream");
    String extension =
        type.substring(type.indexOf('/') + 1).replace("jpeg", "jpg").replaceAll("[^a-z0-9]", "");
    try {
      Files.createDirectories(directory);
      Path file = free(name.replaceAll("[^A-Za-z0-9_-]", "_"), extension);
      Files.write(file, Base64.getDecoder().decode(block.path("data").asString("")));
      terminal.print(type + " saved as " + file.toAbsolutePath().normalize());
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailure(
          CommandFailure.FAILED,
          "cannot save the " + type + " in " + directory + ": " + e.getMessage());
    }
  }

  private Path free(String name, String extension) {
    int number = 1;
    Path file = directory.resolve(name + "-" + number + "." + extension);
    while (Files.exists(file)) {
      number++;
      file = directory.resolve(name + "-" + number + "." + extension);
    }
    return file;
  }
}
