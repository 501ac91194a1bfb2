package io.aios.security.policy.usecase;

import java.util.Map;

/** Where the policies in force can be read by people. */
@FunctionalInterface
public interface PolicyCopies {
  void replace(Map<String, String> files);
}
