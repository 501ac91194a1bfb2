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

  /** Whether {@link #send} reaches the client. */
  boolean streams();

  /** Sends a notification ahead of the reply; dropped where the transport cannot stream. */
  void send(byte[] message);

  /** True once the client is gone; the thread serving the request is also interrupted. */
  boolean cancelled();
}
