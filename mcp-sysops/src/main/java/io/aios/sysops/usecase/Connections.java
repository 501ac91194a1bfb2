package io.aios.sysops.usecase;

import io.aios.sysops.domain.Connection;
import java.util.List;

/** Sockets of the internet protocols in this server's network namespace. */
public interface Connections {
  List<Connection> all();
}
