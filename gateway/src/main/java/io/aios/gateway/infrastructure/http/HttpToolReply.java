package io.aios.gateway.infrastructure.http;

import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.usecase.CallerGone;
import io.aios.gateway.usecase.ServerGuards.Passage;
import io.aios.gateway.usecase.ToolReply;
import io.aios.platform.web.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** The reply of one call; it knows how the call ended and tells the service's guard once. */
final class HttpToolReply implements ToolReply {
  private final String service;
  private final RunningCall running;
  private final Passage passage;
  private final CallWatch watch;
  private @Nullable ClassicHttpResponse response;
  private @Nullable IOException broken;
  private boolean closed;

  HttpToolReply(String service, RunningCall running, Passage passage, CallWatch watch) {
    this.service = service;
    this.running = running;
    this.passage = passage;
    this.watch = watch;
  }

  HttpToolReply answeredBy(ClassicHttpResponse answer) {
    response = answer;
    return this;
  }

  @Override
  public int status() {
    return response == null ? 0 : response.getCode();
  }

  @Override
  public Optional<String> contentType() {
    return header("Content-Type");
  }

  private Optional<String> header(String name) {
    Header header = response == null ? null : response.getFirstHeader(name);
    return Optional.ofNullable(header).map(Header::getValue);
  }

  @Override
  public long length() {
    HttpEntity entity = response == null ? null : response.getEntity();
    return entity == null ? 0 : entity.getContentLength();
  }

  @Override
  public InputStream body() {
    HttpEntity entity = response == null ? null : response.getEntity();
    if (entity == null) {
      return InputStream.nullInputStream();
    }
    try {
      return entity.getContent();
    } catch (IOException e) {
      throw explain(e);
    }
  }

  @Override
  public void progressed() {
    running.progressed(System.nanoTime());
  }

  /** Ends the call and says what its failure means to the caller. */
  RuntimeException failed(IOException failure) {
    RuntimeException explained = explain(failure);
    close();
    return explained;
  }

  @Override
  public RuntimeException explain(IOException failure) {
    broken = failure;
    return switch (running.end()) {
      case CALLER_GONE -> new CallerGone();
      case TIMED_OUT ->
          new Problem(
                  ProblemType.TIMED_OUT,
                  "%s did not answer within %d ms; the call was cancelled after %d ms"
                      .formatted(service, running.timeout().toMillis(), running.elapsedMillis()),
                  failure)
              .with("outcome", "unknown");
      case RUNNING, DONE ->
          new Problem(
                  ProblemType.TOOL_FAILED,
                  service + " broke the connection before its answer was complete",
                  failure)
              .with("outcome", "unknown");
    };
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    watch.remove(running);
    release(running.finish());
    if (response != null) {
      try {
        response.close();
      } catch (IOException e) {
        // The connection is of no more use; it is being thrown away.
        response = null;
      }
    }
  }

  private void release(RunningCall.End end) {
    switch (end) {
      case CALLER_GONE -> passage.abandoned();
      case TIMED_OUT -> {
        if (running.isCallersTimeout()) {
          passage.abandoned();
        } else {
          passage.failed(new IOException("timed out"));
        }
      }
      case RUNNING, DONE -> {
        if (broken != null) {
          passage.failed(broken);
        } else if (response == null || response.getCode() >= 500) {
          passage.failed(new IOException("HTTP " + status()));
        } else {
          passage.answered();
        }
      }
    }
  }
}
