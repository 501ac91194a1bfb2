package io.aios.privacy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Treats a text that comes in pieces; the pieces that go out, put together, are what {@link
 * TextFilter} makes of the whole, wherever it was cut. Not for more than one thread.
 *
 * <p>The end of what has come is held back as far as something could still begin there: the last
 * unbroken word and {@value #SPAN} characters before it; of a private key, everything until it
 * ends. More than {@value #MOST} characters are never held: of what is longer, the beginning is
 * decided by what is known, and a private key is swallowed until its end.
 *
 * <p>Invariant: {@code text} is visible text, of which the first {@code released} characters have
 * gone out and stay as context.
 */
public final class StreamFilter {
  private static final int SPAN = 128;
  private static final int MOST = 32 * 1024;

  private final TextFilter filter;
  private final Report report = new Report();
  private final StringBuilder raw = new StringBuilder();
  private final StringBuilder text = new StringBuilder();
  private int released;
  private boolean inKey;

  public StreamFilter(TextFilter filter) {
    this.filter = filter;
  }

  /** What can go out now; may be empty. */
  public String accept(CharSequence piece) {
    raw.append(piece);
    takeVisible(visibleEnd());
    return release(false);
  }

  /** The rest. */
  public String finish() {
    takeVisible(raw.length());
    return release(true);
  }

  public Report report() {
    return report;
  }

  private void takeVisible(int end) {
    text.append(
        Invisibles.treat(raw.substring(0, end), filter.policy().mode(Category.INVISIBLE), report));
    raw.delete(0, end);
  }

  /** Between two plain characters, outside of a terminal sequence. */
  private int visibleEnd() {
    int escape = Math.max(0, raw.length() - SPAN);
    for (int at = raw.length() - 1; at >= escape; at--) {
      if (raw.charAt(at) == 0x1b) {
        return at > 0 && isPlain(raw.charAt(at - 1)) ? at : Math.max(0, plainBefore(at));
      }
    }
    return raw.length() > MOST ? raw.length() : plainBefore(raw.length());
  }

  private int plainBefore(int end) {
    int at = end - 1;
    while (at > 0 && !(isPlain(raw.charAt(at)) && isPlain(raw.charAt(at - 1)))) {
      at--;
    }
    return Math.max(0, at);
  }

  private static boolean isPlain(char c) {
    return (c >= ' ' && c < 0x7f) || c == '\n' || c == '\t' || c == '\r';
  }

  private String release(boolean all) {
    StringBuilder out = new StringBuilder();
    if (inKey && !leaveKey(all)) {
      return "";
    }
    String now = text.toString();
    List<Finding> findings = Scan.of(now, filter.policy());
    int cut = all ? now.length() : cut(now, findings);
    int copied = released;
    for (Finding finding : findings) {
      if (finding.start() >= copied && finding.end() <= cut) {
        out.append(now, copied, finding.start());
        filter.treat(finding.kind(), now.substring(finding.start(), finding.end()), out, report);
        copied = finding.end();
      }
    }
    if (cut > copied) {
      out.append(now, copied, cut);
    }
    released = Math.max(cut, released);
    forget();
    return out.toString();
  }

  private int cut(String now, List<Finding> findings) {
    int held = now.length() - released;
    int word = now.length();
    while (word > released && now.charAt(word - 1) > ' ') {
      word--;
    }
    int cut = Math.max(released, word - SPAN);
    Finding spanning = spanning(findings, cut);
    if (spanning != null) {
      cut = Math.max(released, spanning.start());
    }
    if (held <= MOST) {
      return cut;
    }
    inKey =
        spanning != null && spanning.kind() == Kind.PRIVATE_KEY && spanning.end() == now.length();
    return inKey || spanning == null ? now.length() : spanning.end();
  }

  private static @Nullable Finding spanning(List<Finding> findings, int cut) {
    for (Finding finding : findings) {
      if (finding.end() > cut && (finding.start() < cut || isOpenKey(finding))) {
        return finding;
      }
    }
    return null;
  }

  private static boolean isOpenKey(Finding finding) {
    return finding.kind() == Kind.PRIVATE_KEY;
  }

  /** Drops the text up to the end of a key; true when the end has come. */
  private boolean leaveKey(boolean all) {
    int end = text.indexOf(PrivateKeys.END, released);
    int close = end < 0 ? -1 : PrivateKeys.endOfLine(text.toString(), end);
    if (close < 0 || (close == end + PrivateKeys.END.length() && !all)) {
      int keep = all ? 0 : Math.min(text.length() - released, SPAN);
      text.delete(released, text.length() - keep);
      return false;
    }
    text.delete(released, close);
    inKey = false;
    return true;
  }

  private void forget() {
    int surplus = released - SPAN;
    if (surplus > 0) {
      text.delete(0, surplus);
      released -= surplus;
    }
  }
}
