package io.aios.sysops.infrastructure.files;

import com.sun.jna.LastErrorException;
import io.aios.sysops.domain.FilePath;
import io.aios.sysops.usecase.BackEnd;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whether files can be opened by descriptors here. */
@Component
final class FilesBackEnd implements BackEnd {
  @Override
  public String name() {
    return "files";
  }

  @Override
  public Optional<String> problem() {
    try (Descriptor root = Walk.entry(new FilePath(List.of()))) {
      root.stat();
      return Optional.empty();
    } catch (LastErrorException | LinkageError e) {
      return Optional.of(
          "Files cannot be opened by descriptors: this needs Linux 4.11, glibc 2.30 or newer.");
    }
  }

  @Override
  public boolean essential() {
    return true;
  }
}
