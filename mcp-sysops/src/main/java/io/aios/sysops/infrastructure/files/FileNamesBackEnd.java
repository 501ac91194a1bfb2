package io.aios.sysops.infrastructure.files;

import io.aios.sysops.usecase.BackEnd;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whether the JDK can name all files: under LANG=C it cannot name most of the world's. */
@Component
final class FileNamesBackEnd implements BackEnd {
  @Override
  public String name() {
    return "file-names";
  }

  @Override
  public Optional<String> problem() {
    String encoding = System.getProperty("sun.jnu.encoding", "unknown");
    return encoding.equals("UTF-8")
        ? Optional.empty()
        : Optional.of(
            "File names are limited to " + encoding + ": start the server with LANG=C.UTF-8.");
  }
}
