package io.aios.sysops.usecase;

import io.aios.sysops.domain.ControlGroup;

/** The control groups around this server. */
public interface ControlGroups {
  /** The limits as they stand now. */
  ControlGroup own();
}
