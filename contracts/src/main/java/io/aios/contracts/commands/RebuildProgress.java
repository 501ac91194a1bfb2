package io.aios.contracts.commands;

/**
 * How far rebuilding the projections is.
 *
 * @param commands that are done
 * @param total commands that were stored when it began; those accepted since may make it more
 * @param events read for them
 */
public record RebuildProgress(long commands, long total, long events) {
  public RebuildProgress plus(long moreCommands, long moreEvents) {
    return new RebuildProgress(
        commands + moreCommands, Math.max(total, commands + moreCommands), events + moreEvents);
  }
}
