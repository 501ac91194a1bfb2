package io.aios.federation.infrastructure.stdio;

import io.aios.federation.infrastructure.mcp.Incoming;
import io.aios.federation.infrastructure.mcp.Outgoing;
import io.aios.federation.infrastructure.mcp.Transport;
import io.aios.federation.usecase.PeerFailure;
import io.aios.federation.usecase.PeerFailure.Code;
import io.aios.mcp.MetaKeys;
import io.aios.mcp.Methods;
import io.aios.sandbox.SandboxProcess;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A message a line on the standard streams of a process, many requests at once. */
final class StdioTransport implements Transport {
  private static final int MAX_UNREAD = 32;

  private final SandboxProcess process;
  private final ErrorLog errors;
  private final int maxMessage;
  private final Runnable ended;
  private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
  private final BlockingQueue<byte[]> outgoing = new ArrayBlockingQueue<>(MAX_UNREAD);
  private final Thread writer;
  private volatile Listener outside = Listener.NONE;
  private final AtomicBoolean over = new AtomicBoolean();

  /**
   * @param ended told once, when the process is gone
   */
  StdioTransport(SandboxProcess process, ErrorLog errors, int maxMessage, Runnable ended) {
    this.process = process;
    this.errors = errors;
    this.maxMessage = maxMessage;
    this.ended = ended;
    Thread.ofPlatform().daemon().name("external-errors").start(() -> errors.read(process.stderr()));
    writer = Thread.ofPlatform().daemon().name("external-requests").start(this::writeAll);
    Thread.ofPlatform().daemon().name("external-messages").start(this::read);
  }

  private record Waiting(CompletableFuture<JsonNode> reply, Listener listener) {}

  @Override
  public JsonNode request(Outgoing request, Duration timeout, Listener listener) {
    CompletableFuture<JsonNode> reply = new CompletableFuture<>();
    waiting.put(request.id(), new Waiting(reply, listener));
    try {
      if (!alive()) {
        throw gone();
      }
      write(request.message());
      return reply.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      giveUp(request);
      throw new PeerFailure(
          Code.TIMED_OUT, "It did not answer within " + timeout.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      giveUp(request);
      Thread.currentThread().interrupt();
      throw new PeerFailure(Code.CANCELLED, "The caller went away", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof PeerFailure failure ? failure : gone();
    } finally {
      waiting.remove(request.id());
    }
  }

  private void giveUp(Outgoing request) {
    if (!request.method().equals(Methods.INITIALIZE)) {
      send(request.cancelled());
    }
  }

  @Override
  public void send(Outgoing notification) {
    write(notification.message());
  }

  /** A process that does not read for so long is ended. */
  private void write(ObjectNode message) {
    if (!outgoing.offer((message + "\n").getBytes(StandardCharsets.UTF_8))) {
      end(new PeerFailure(Code.SERVER_UNREACHABLE, "It reads none of its messages"));
    }
  }

  private void writeAll() {
    try (OutputStream input = process.stdin()) {
      while (true) {
        input.write(outgoing.take());
        input.flush();
      }
    } catch (IOException | InterruptedException e) {
      // The process is gone, which its reader tells.
    }
  }

  private void read() {
    PeerFailure why = null;
    try (InputStream input = new BufferedInputStream(process.stdout(), 1 << 16)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int next = input.read(); next >= 0; next = input.read()) {
        if (next == '\n') {
          received(line.toByteArray());
          line.reset();
        } else if (line.size() == maxMessage) {
          why =
              new PeerFailure(
                  Code.ANSWER_TOO_LONG,
                  "It sent a message longer than the limit of " + maxMessage + " bytes");
          break;
        } else {
          line.write(next);
        }
      }
    } catch (IOException e) {
      // The process was killed.
    }
    end(why);
  }

  private void received(byte[] line) {
    switch (Incoming.of(line)) {
      case Incoming.Reply(JsonNode message) -> {
        Waiting request = waiting.get(message.path("id").asLong(0));
        if (request != null) {
          request.reply().complete(message);
        }
      }
      case Incoming.Notification(String method, JsonNode params) -> notified(method, params);
      case Incoming.Request(ObjectNode answer) -> write(answer);
      // Programs that greet on standard output are forgiven.
      case Incoming.Noise() -> {}
    }
  }

  /** Progress goes to whom it is for. */
  private void notified(String method, JsonNode params) {
    if (method.equals(Methods.PROGRESS)) {
      Waiting request = waiting.get(params.path(MetaKeys.PROGRESS_TOKEN).asLong(0));
      if (request != null) {
        request.listener().notified(method, params);
      }
    } else {
      outside.notified(method, params);
    }
  }

  @Override
  public void listen(Listener listener) {
    outside = listener;
  }

  private void end(@Nullable PeerFailure why) {
    process.close();
    writer.interrupt();
    if (over.compareAndSet(false, true)) {
      ended.run();
    }
    PeerFailure failure = why == null ? gone() : why;
    waiting.values().forEach(request -> request.reply().completeExceptionally(failure));
  }

  private PeerFailure gone() {
    String how =
        process
            .exit()
            .map(exit -> "It ended (%s, status %d)".formatted(exit.cause(), exit.status()))
            .orElse("It does not listen");
    String words = String.join(" | ", errors.last());
    return new PeerFailure(
        Code.SERVER_UNREACHABLE, words.isEmpty() ? how : how + ", saying: " + words);
  }

  @Override
  public boolean alive() {
    return process.alive() && !over.get();
  }

  @Override
  public void close() {
    end(new PeerFailure(Code.SERVER_UNREACHABLE, "It was ended here"));
  }
}
