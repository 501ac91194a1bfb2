package io.aios.federation.usecase;

import io.aios.federation.domain.ExternalServer;
import io.aios.federation.domain.PinnedTool;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The servers and what is pinned of them. Each change and its deeds are one transaction. */
public interface ServerRecords {
  List<ExternalServer> all();

  Optional<ExternalServer> find(String alias);

  /** False when the alias is taken. */
  boolean add(ExternalServer server, Deed deed);

  /** False when there is no such server. */
  boolean replace(ExternalServer server, Deed deed);

  /** With all that is pinned and all credentials. False when there is no such server. */
  boolean remove(String alias, Deed deed);

  /** Ordered by name; empty when there is no such server. */
  List<PinnedTool> tools(String alias);

  /**
   * Changes what is pinned of a server while nobody else does.
   *
   * @return empty when there is no such server
   */
  <T> Optional<T> change(String alias, Function<List<PinnedTool>, Change<T>> change);

  /**
   * The tools as they shall be, all of them.
   *
   * @param outcome handed to whoever asked for the change
   */
  record Change<T>(List<PinnedTool> tools, List<Deed> deeds, T outcome) {
    public Change {
      tools = List.copyOf(tools);
      deeds = List.copyOf(deeds);
    }
  }
}
