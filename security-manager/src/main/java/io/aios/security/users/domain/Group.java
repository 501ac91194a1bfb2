package io.aios.security.users.domain;

import java.util.Set;
import java.util.TreeSet;

/** People who have roles together. */
public record Group(String name, Set<String> roles) {
  public Group {
    roles = new TreeSet<>(roles);
  }
}
