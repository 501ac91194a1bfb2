package io.aios.contracts.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What undoing a command would do, in this order. A tool may still refuse: it looks at the world
 * when it is asked.
 */
public record UndoReport(UUID commandId, List<Line> calls) {

  /**
   * @param arguments of the tool that undoes it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Line(String step, String tool, UndoView undo, @Nullable Object arguments) {}
}
