package io.aios.security.users.domain;

import java.util.Set;
import java.util.TreeSet;

/** A name for what somebody may do. */
public record Role(String name, Set<String> permissions) {
  /** The role that may see and change what belongs to others; it cannot be changed itself. */
  public static final String ADMINISTRATOR = "administrator";

  /** All roles together fit into a token. */
  public static final int MOST = 64;

  public Role {
    permissions = new TreeSet<>(permissions);
  }
}
