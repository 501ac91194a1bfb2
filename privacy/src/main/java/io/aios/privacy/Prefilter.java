package io.aios.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Says of UTF-8 bytes, in one pass without decoding, that a policy finds nothing in them. It may be
 * wrong in one direction only: what it lets through holds nothing.
 */
public final class Prefilter {
  /** First bytes of the invisible characters; a longer text decides. */
  private static final List<String> INVISIBLE =
      List.of(
          "cd8f", "d89c", "e1859f", "e185a0", "e1a08e", "e385a4", "efbea0", "efbbbf", "e2808b",
          "e2808c", "e2808d", "e2808e", "e2808f", "e280aa", "e280ab", "e280ac", "e280ad", "e280ae",
          "e281a", "efb88", "efbfb9", "efbfba", "efbfbb", "f09d85", "f3a0", "c2ad", "c28", "c29");

  private final Literals literals;
  private final boolean always;

  public Prefilter(Policy policy) {
    always = policy.seeksPersonalData();
    List<byte[]> wanted = new ArrayList<>();
    if (policy.seeks(Category.SECRETS) || policy.seeks(Category.INJECTION)) {
      Recognisers all = Recognisers.all();
      for (int id = 0; id < all.byId().size(); id++) {
        if (policy.seeks(categoryOf(all.byId().get(id)))) {
          wanted.addAll(inJson(all.byId().get(id)));
        }
      }
      wanted.addAll(Literals.ascii(List.of("\\u")));
    }
    if (policy.seeks(Category.INVISIBLE)) {
      wanted.addAll(invisible());
    }
    literals = new Literals(wanted);
  }

  private static Category categoryOf(Recogniser recogniser) {
    return recogniser instanceof Instructions || recogniser instanceof RoleTags
        ? Category.INJECTION
        : Category.SECRETS;
  }

  /** A line break is two characters in JSON, a slash may be. */
  private static List<byte[]> inJson(Recogniser recogniser) {
    List<String> literals = new ArrayList<>();
    for (String literal : recogniser.literals()) {
      literals.add(literal.replace("\n", "\\n"));
      literals.add(literal);
      literals.add(literal.replace("/", "\\/"));
    }
    return Literals.ascii(literals);
  }

  private static List<byte[]> invisible() {
    List<byte[]> all = new ArrayList<>(Literals.ascii(List.of("\\u", "\\b", "\\f", "\u007f")));
    for (int control = 0; control < ' '; control++) {
      if (control != '\n' && control != '\t' && control != '\r') {
        all.add(new byte[] {(byte) control});
      }
    }
    for (String hex : INVISIBLE) {
      if (hex.length() % 2 == 0) {
        all.add(HexFormat.of().parseHex(hex));
      } else {
        for (int low = 0; low < 16; low++) {
          all.add(HexFormat.of().parseHex(hex + Integer.toHexString(low)));
        }
      }
    }
    return all;
  }

  /** Whether the bytes have to be looked at. */
  public boolean mayMatch(byte[] bytes, int from, int to) {
    return always || literals.occursIn(bytes, from, to);
  }

  boolean mayMatch(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return mayMatch(bytes, 0, bytes.length);
  }
}
