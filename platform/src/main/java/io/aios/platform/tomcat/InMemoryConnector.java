package io.aios.platform.tomcat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.Adapter;

/**
 * The way to a web server of this JVM that takes no network: a request goes through the server's
 * whole pipeline on a virtual thread of its own. Between services that share a JVM it takes the
 * place of a loopback connection; a service in another process has no such way.
 */
public final class InMemoryConnector {
  private static final ConcurrentMap<String, InMemoryConnector> OPEN = new ConcurrentHashMap<>();
  private static final int MOST_KEPT = 256;

  private final Adapter adapter;
  private final InMemoryProcessor.Address address;
  private final ConcurrentLinkedDeque<InMemoryProcessor> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger kept = new AtomicInteger();
  private final Thread.Builder.OfVirtual threads =
      Thread.ofVirtual().inheritInheritableThreadLocals(false);

  private InMemoryConnector(Adapter adapter, InMemoryProcessor.Address address) {
    this.adapter = adapter;
    this.address = address;
  }

  /**
   * @param host name or address under which the server is reached over the network
   */
  public static Optional<InMemoryConnector> at(String host, int port) {
    return Optional.ofNullable(OPEN.get(host + ':' + port));
  }

  static InMemoryConnector open(String host, int port, Connector connector) {
    var address = new InMemoryProcessor.Address(host, port);
    var opened = new InMemoryConnector(connector.getProtocolHandler().getAdapter(), address);
    OPEN.put(address.header(), opened);
    return opened;
  }

  /** Requests under way go on; no more come in. */
  void close() {
    OPEN.remove(address.header(), this);
  }

  /**
   * Sends a request; its reply has not begun when this returns.
   *
   * @param path with leading slash, percent-encoded, without a query
   */
  public InMemoryReply post(String path, Map<String, String> headers, ByteBuffer body) {
    InMemoryReply reply = new InMemoryReply();
    byte[] target = path.getBytes(US_ASCII);
    threads.start(() -> serve(target, headers, body, reply));
    return reply;
  }

  private void serve(
      byte[] path, Map<String, String> headers, ByteBuffer body, InMemoryReply reply) {
    InMemoryProcessor processor = idle.pollFirst();
    if (processor == null) {
      processor = new InMemoryProcessor(adapter, address);
    } else {
      kept.decrementAndGet();
    }
    processor.post(path, headers, body, reply);
    if (processor.isReusable() && kept.incrementAndGet() <= MOST_KEPT) {
      processor.recycle();
      idle.addFirst(processor);
    }
  }
}
