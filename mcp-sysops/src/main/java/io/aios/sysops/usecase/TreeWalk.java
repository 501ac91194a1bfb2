package io.aios.sysops.usecase;

import io.aios.platform.tools.ToolCall;
import io.aios.sysops.domain.FileKind;
import io.aios.sysops.domain.FileName;
import io.aios.sysops.domain.FileStat;
import java.util.List;
import java.util.Optional;

/**
 * Visits every entry below a folder, depth first, on one file system unless asked otherwise. It
 * stops at its limits and when the call is cancelled, and says so instead of failing.
 */
final class TreeWalk {
  /** Each level holds a descriptor. */
  private static final int DEPTH = 100;

  private static final int NAMES_PER_FOLDER = 200_000;
  private static final int REPORT_EVERY = 2_000;

  private final ToolCall call;
  private final long entryLimit;
  private final boolean crossFileSystems;
  private final Visitor visitor;
  private long entries;
  private long skippedFolders;
  private boolean stopped;

  /** Hears of each entry; the folder is open during the call. */
  interface Visitor {
    void visit(Folder folder, FileName name, FileStat stat);
  }

  TreeWalk(ToolCall call, long entryLimit, boolean crossFileSystems, Visitor visitor) {
    this.call = call;
    this.entryLimit = entryLimit;
    this.crossFileSystems = crossFileSystems;
    this.visitor = visitor;
  }

  TreeWalk run(Folder root) {
    walk(root, root.stat().device(), 0);
    return this;
  }

  /** Entries seen. */
  long entries() {
    return entries;
  }

  /** Folders not entered: not permitted, too deep, or gone. */
  long skippedFolders() {
    return skippedFolders;
  }

  /** False when a limit or the caller ended the walk early. */
  boolean complete() {
    return !stopped;
  }

  /** Ends the walk after this entry. */
  void stop() {
    stopped = true;
  }

  private void walk(Folder folder, long device, int depth) {
    List<FileName> names = folder.names(NAMES_PER_FOLDER);
    names.stream()
        .sorted()
        .takeWhile(name -> mayGoOn())
        .forEach(name -> entry(folder, name, device, depth));
  }

  private void entry(Folder folder, FileName name, long device, int depth) {
    folder
        .stat(name)
        .ifPresent(
            stat -> {
              report(folder);
              visitor.visit(folder, name, stat);
              boolean here = crossFileSystems || stat.device() == device;
              if (stat.kind() == FileKind.DIRECTORY && here && !stopped) {
                enter(folder, name, device, depth + 1);
              }
            });
  }

  private void enter(Folder folder, FileName name, long device, int depth) {
    var child = depth > DEPTH ? Optional.<Folder>empty() : folder.enter(name);
    if (child.isEmpty()) {
      skippedFolders++;
      return;
    }
    try (Folder open = child.get()) {
      walk(open, device, depth);
    }
  }

  private boolean mayGoOn() {
    if (entries >= entryLimit || call.cancelled()) {
      stopped = true;
    }
    return !stopped;
  }

  private void report(Folder folder) {
    if (++entries % REPORT_EVERY == 0) {
      call.progress((double) entries / entryLimit, entries + " entries, in " + folder.path());
    }
  }
}
