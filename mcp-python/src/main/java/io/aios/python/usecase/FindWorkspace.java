package io.aios.python.usecase;

import io.aios.python.domain.Owner;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** Finds the caller's workspace of a session or of a kept run. */
@Component
public class FindWorkspace {
  private final Sessions sessions;
  private final KeptRuns keptRuns;

  public FindWorkspace(Sessions sessions, KeptRuns keptRuns) {
    this.sessions = sessions;
    this.keptRuns = keptRuns;
  }

  /**
   * @throws io.aios.platform.tools.ToolFailure {@code unknown-session}
   */
  public Path find(Owner owner, String id) {
    return keptRuns.find(owner, id).orElseGet(() -> sessions.require(owner, id).workspace());
  }
}
