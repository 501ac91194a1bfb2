package io.aios.sysops.infrastructure.files;

import com.sun.jna.LastErrorException;
import io.aios.sysops.domain.Access;
import io.aios.sysops.domain.FilePath;
import io.aios.sysops.usecase.Node;
import io.aios.sysops.usecase.RootedFiles;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/**
 * Opens files in two steps: the path is resolved and judged, then the resolved path is walked from
 * the root without following any link. What is handed out is the inode that the walk ended at.
 */
@Component
final class DescriptorFiles implements RootedFiles {
  private final Policies policies;

  DescriptorFiles(Policies policies) {
    this.policies = policies;
  }

  @Override
  public Node open(String requested, Access access) {
    Path real = resolve(PathRequest.parse(requested));
    return openResolved(real, access);
  }

  /** The second step, apart so that a test can swap files between the two. */
  Node openResolved(Path real, Access access) {
    var policy = policies.current();
    Failures.raise(policy.refuse(real, access));
    FilePath path = PathRequest.names(real);
    try {
      return new OpenNode(Walk.entry(path), path, new HiddenFiles(policy));
    } catch (LastErrorException e) {
      throw Failures.of(e, path);
    }
  }

  Path resolve(Path path) {
    try {
      return path.toRealPath();
    } catch (NoSuchFileException e) {
      throw Failures.absent(path);
    } catch (AccessDeniedException e) {
      throw Failures.denied(path);
    } catch (IOException e) {
      throw Failures.changed(path);
    }
  }
}
