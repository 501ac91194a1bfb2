package io.aios.gateway.usecase;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** What a tool server answers, still streaming. */
public interface ToolReply extends AutoCloseable {
  int status();

  /** The media type, {@code application/json} or {@code text/event-stream}. */
  Optional<String> contentType();

  /** In bytes, -1 when the server did not say. */
  long length();

  /**
   * Unbuffered: a read returns as soon as there is something, and fails when the server fails, the
   * time is over or the caller has gone. To be asked for once.
   */
  InputStream body();

  /** To be told when the server told of progress: it then has more time. */
  void progressed();

  /** The failure that a broken {@link #body()} stands for. */
  RuntimeException explain(IOException failure);

  /** Gives the connection back, or ends it when the body was not read to its end. */
  @Override
  void close();
}
