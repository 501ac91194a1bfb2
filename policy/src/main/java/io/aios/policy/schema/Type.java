package io.aios.policy.schema;

import io.aios.policy.syntax.Kind;
import java.util.Map;

/** What a value can be. */
sealed interface Type {
  /** A type without parts; booleans of which nothing more is known. */
  record Plain(Kind kind) implements Type {
    @Override
    public String toString() {
      return kind.sign();
    }
  }

  /** A boolean that is always this one. */
  record Always(boolean value) implements Type {
    @Override
    public String toString() {
      return Kind.BOOL.sign();
    }
  }

  record OfEntity(String name) implements Type {
    @Override
    public String toString() {
      return name;
    }
  }

  record SetOf(Type element) implements Type {
    @Override
    public String toString() {
      return "Set<" + element + ">";
    }
  }

  /** What an empty set holds. */
  record Nothing() implements Type {
    @Override
    public String toString() {
      return "nothing";
    }
  }

  /** A value of any form that JSON has, of which nothing is known before a call. */
  record Open() implements Type {
    @Override
    public String toString() {
      return "any";
    }
  }

  record RecordOf(Map<String, Member> members) implements Type {
    @Override
    public String toString() {
      return "record " + members.keySet();
    }
  }

  record Member(Type type, boolean required) {}

  static Type bool() {
    return new Plain(Kind.BOOL);
  }

  default boolean isBool() {
    return this instanceof Always || this.equals(bool());
  }

  /** Whether nothing can be said against any use of it. */
  default boolean isUnknown() {
    return this instanceof Nothing || this instanceof Open;
  }

  /** Whether values of both can be in one set, or on both sides of an equation. */
  default boolean meets(Type other) {
    if (isUnknown() || other.isUnknown()) {
      return true;
    }
    if (isBool() && other.isBool()) {
      return true;
    }
    if (this instanceof SetOf(Type a) && other instanceof SetOf(Type b)) {
      return a.meets(b);
    }
    if (this instanceof RecordOf(Map<String, Member> a)
        && other instanceof RecordOf(Map<String, Member> b)) {
      return a.keySet().equals(b.keySet())
          && a.entrySet().stream()
              .allMatch(
                  one -> {
                    Member same = b.get(one.getKey());
                    return same != null && one.getValue().type().meets(same.type());
                  });
    }
    return equals(other);
  }
}
