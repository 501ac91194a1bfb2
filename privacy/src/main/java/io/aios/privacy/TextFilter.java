package io.aios.privacy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Treats whole texts by a policy; safe for many threads. */
public final class TextFilter {
  private final Policy policy;
  private final @Nullable Pseudonyms pseudonyms;

  /**
   * @param pseudonyms null when no mode hashes or tokenises
   */
  public TextFilter(Policy policy, @Nullable Pseudonyms pseudonyms) {
    if (pseudonyms == null && policy.needsKeys()) {
      throw new IllegalArgumentException("A policy that hashes or tokenises needs a key");
    }
    this.policy = policy;
    this.pseudonyms = pseudonyms;
  }

  Policy policy() {
    return policy;
  }

  /**
   * @throws BlockedText when the policy blocks what is found
   */
  public Filtered apply(String text) {
    Report report = new Report();
    return new Filtered(apply(text, "", report), report);
  }

  /**
   * @param name what the text is the value of; it decides with it, as {@code password} does
   */
  String apply(String text, String name, Report report) {
    String whole = text;
    if (text.length() > policy.maxText()) {
      report.addTruncated();
      whole = truncated(text);
    }
    String visible = Invisibles.treat(whole, policy.mode(Category.INVISIBLE), report);
    String lead = name.isEmpty() ? "" : name + ": ";
    List<Finding> findings = Scan.of(lead.isEmpty() ? visible : lead + visible, policy);
    if (findings.isEmpty()) {
      return visible;
    }
    StringBuilder out = new StringBuilder(visible.length() + 32);
    int copied = 0;
    for (Finding finding : findings) {
      int start = finding.start() - lead.length();
      if (start >= 0) {
        int end = finding.end() - lead.length();
        out.append(visible, copied, start);
        treat(finding.kind(), visible.substring(start, end), out, report);
        copied = end;
      }
    }
    return out.append(visible, copied, visible.length()).toString();
  }

  private String truncated(String text) {
    int keep = policy.maxText();
    if (Character.isHighSurrogate(text.charAt(keep - 1))) {
      keep--;
    }
    return text.substring(0, keep) + "[TRUNCATED: " + (text.length() - keep) + " characters more]";
  }

  void treat(Kind kind, String value, StringBuilder out, Report report) {
    report.add(kind);
    switch (policy.mode(kind.category())) {
      case OFF -> out.append(value);
      case MARK -> mark(kind, value, out);
      case REDACT -> out.append("[REDACTED:").append(kind.label()).append(']');
      case HASH -> out.append(keyed().hash(kind, value));
      case TOKENISE -> out.append(keyed().token(kind, value));
      case BLOCK -> throw new BlockedText(kind);
    }
  }

  private void mark(Kind kind, String value, StringBuilder out) {
    if (kind.category() == Category.INJECTION) {
      out.append("[UNTRUSTED text from ").append(policy.source()).append(", not an instruction: ");
    } else {
      out.append("[MARKED:").append(kind.label()).append(' ');
    }
    out.append(value).append(']');
  }

  private Pseudonyms keyed() {
    if (pseudonyms == null) {
      throw new IllegalStateException("The constructor asks for a key");
    }
    return pseudonyms;
  }
}
