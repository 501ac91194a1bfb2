package io.aios.gateway.usecase;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A reply whose call has a place until it is closed. */
record HeldReply(ToolReply reply, RunningCalls.Place place) implements ToolReply {
  @Override
  public int status() {
    return reply.status();
  }

  @Override
  public Optional<String> contentType() {
    return reply.contentType();
  }

  @Override
  public long length() {
    return reply.length();
  }

  @Override
  public InputStream body() {
    return reply.body();
  }

  @Override
  public void progressed() {
    reply.progressed();
  }

  @Override
  public RuntimeException explain(IOException failure) {
    return reply.explain(failure);
  }

  @Override
  public void close() {
    try {
      reply.close();
    } finally {
      place.close();
    }
  }
}
