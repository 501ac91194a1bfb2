package io.aios.sysops.usecase;

import io.aios.sysops.domain.UnitEntry;
import io.aios.sysops.domain.UnitStatus;
import java.util.List;

/** Units of the service manager. */
public interface Units {
  /** Services that are loaded, by name. */
  List<UnitEntry> services();

  UnitStatus status(String unit);
}
