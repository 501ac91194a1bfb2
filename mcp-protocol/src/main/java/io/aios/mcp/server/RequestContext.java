package io.aios.mcp.server;

import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a transport knows of a request beside its message. */
public interface RequestContext {

  /** The values of an HTTP header, empty if absent; names are case-insensitive. */
  List<String> headers(String name);

  /** Who is asking, as the transport established it. */
  @Nullable Principal principal();

  /**
   * Told once the request was found well formed and its work begins: only from now on may the
   * transport answer in a way that leaves no choice of a status.
   */
  default void accepted() {}

  /** Whether {@link #send} reaches the client. */
  boolean streams();

  /** Sends a notification ahead of the reply; dropped where the transport cannot stream. */
  void send(byte[] message);

  /** True once the client is gone; the thread serving the request is also interrupted. */
  boolean cancelled();
}
