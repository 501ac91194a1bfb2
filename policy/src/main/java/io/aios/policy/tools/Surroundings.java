package io.aios.policy.tools;

import io.aios.policy.value.RecordValue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a call. Each part costs something to find out, so it is asked for only where a
 * policy in force reads it.
 */
public interface Surroundings {
  /** Nothing is known, and the call has no arguments. */
  Surroundings NONE =
      new Surroundings() {
        @Override
        public RecordValue arguments(Predicate<String> read) {
          return RecordValue.EMPTY;
        }

        @Override
        public @Nullable HostState host() {
          return null;
        }

        @Override
        public @Nullable RecentRequests recent() {
          return null;
        }
      };

  /**
   * The call's arguments.
   *
   * @param read which of them policies read, by name
   * @throws UnreadableArguments when one of these cannot be had as a value
   */
  RecordValue arguments(Predicate<String> read);

  /** The machine; null where that is not known. */
  @Nullable HostState host();

  /** What the user did lately; null where that is not known. */
  @Nullable RecentRequests recent();
}
