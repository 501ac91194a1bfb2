package io.aios.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads one channel to its end, keeps and tells the head, drops the rest. */
final class OutputCapture implements Runnable {
  private static final int CHUNK = 8192;

  private final InputStream input;
  private final OutputListener.Channel channel;
  private final OutputListener listener;
  private final StringBuilder head = new StringBuilder();
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final ByteBuffer undecoded = ByteBuffer.allocate(CHUNK + 8);
  private final CharBuffer decoded = CharBuffer.allocate(CHUNK + 8);

  private long room;
  private boolean truncated;

  OutputCapture(
      InputStream input, long limit, OutputListener.Channel channel, OutputListener listener) {
    this.input = input;
    this.room = limit;
    this.channel = channel;
    this.listener = listener;
  }

  String head() {
    return head.toString();
  }

  boolean truncated() {
    return truncated;
  }

  @Override
  public void run() {
    byte[] chunk = new byte[CHUNK];
    try {
      for (int length = input.read(chunk); length >= 0; length = input.read(chunk)) {
        keep(chunk, (int) Math.min(length, room));
        truncated |= length > room;
        room -= Math.min(length, room);
      }
    } catch (IOException e) {
      // The pipe broke because the sandbox was killed: what was read stands.
    }
    tell(true);
  }

  private void keep(byte[] chunk, int length) {
    if (length > 0) {
      undecoded.put(chunk, 0, length);
      tell(false);
    }
  }

  private void tell(boolean end) {
    undecoded.flip();
    decoder.decode(undecoded, decoded, end);
    undecoded.compact();
    if (end) {
      decoder.flush(decoded);
    }
    String text = decoded.flip().toString();
    decoded.clear();
    if (!text.isEmpty()) {
      head.append(text);
      listener.heard(channel, text);
    }
  }
}
