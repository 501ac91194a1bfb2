package io.aios.python.infrastructure.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Adds up a workspace's files, following no link and giving up on what vanishes meanwhile. */
record WorkspaceSize(Path workspace, DataSize limit) {
  private static final int MAX_FILES = 20_000;

  /** Also true when there are more files than can be counted in good time. */
  boolean exceeded() {
    var sum = new Sum(limit.toBytes());
    try {
      Files.walkFileTree(workspace, sum);
    } catch (IOException e) {
      return false;
    }
    return sum.exceeded();
  }

  private static final class Sum extends SimpleFileVisitor<Path> {
    private final long limit;
    private long bytes;
    private int files;

    Sum(long limit) {
      this.limit = limit;
    }

    boolean exceeded() {
      return bytes > limit || files > MAX_FILES;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      bytes += attributes.size();
      files++;
      return exceeded() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
      return FileVisitResult.CONTINUE;
    }
  }
}
