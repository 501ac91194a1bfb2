package io.aios.gateway.infrastructure.http;

import io.aios.gateway.usecase.CallerConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;

/**
 * The body of a request on its way from the caller to a service. Until it has been read to its end,
 * what there is to read on the caller's connection is the body, not the sign of a hang-up, and it
 * is its reader's alone.
 */
final class RoutedBody extends HttpEntityWrapper {
  private volatile boolean sent;

  /**
   * @param length in bytes, negative when it is not known
   */
  RoutedBody(InputStream body, long length) {
    super(new InputStreamEntity(body, length, null));
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    super.writeTo(out);
    sent = true;
  }

  /** The connection, for which nobody looks before the body is through. */
  CallerConnection afterwards(CallerConnection caller) {
    return () -> sent && caller.closed();
  }
}
