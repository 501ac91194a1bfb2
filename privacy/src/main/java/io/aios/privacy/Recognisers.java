package io.aios.privacy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The recognisers that literals lead to, behind one automaton. */
record Recognisers(Literals literals, List<Recogniser> byId, List<Integer> lengths) {

  static Recognisers all() {
    List<Recogniser> recognisers = new ArrayList<>(TokenFormats.all());
    recognisers.add(new JsonWebTokens());
    recognisers.add(new PrivateKeys());
    recognisers.add(new UrlPasswords());
    recognisers.add(new Assignments());
    recognisers.add(new Instructions());
    recognisers.add(new RoleTags());
    List<byte[]> literals = new ArrayList<>();
    List<Recogniser> byId = new ArrayList<>();
    for (Recogniser recogniser : recognisers) {
      for (byte[] literal : Literals.ascii(recogniser.literals())) {
        literals.add(literal);
        byId.add(recogniser);
      }
    }
    List<Integer> lengths = literals.stream().map(literal -> literal.length).toList();
    return new Recognisers(new Literals(literals), byId, lengths);
  }

  @Nullable Finding at(int id, String text, int end) {
    return byId.get(id).at(text, end - lengths.get(id), end);
  }
}
