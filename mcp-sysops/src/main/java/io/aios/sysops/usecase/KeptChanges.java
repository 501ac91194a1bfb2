package io.aios.sysops.usecase;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was where a change was made, kept for a while so that it can be taken back. */
public interface KeptChanges {

  /** Keeps it, before the change is made. */
  void put(Kept change);

  /** Nothing was changed after all. */
  void forget(String id);

  Optional<Kept> find(String id);

  /** The change was taken back. */
  void taken(Kept change);

  /**
   * @param subject whose change it was
   * @param uri of the file or folder, as {@code file:}
   * @param writtenSha256 of the content that the change left; null when it made a folder
   * @param earlier content in base64; null when nothing was there
   * @param taken whether the change was taken back
   */
  record Kept(
      String id,
      String subject,
      String uri,
      @Nullable String writtenSha256,
      @Nullable String earlier,
      boolean taken) {}
}
