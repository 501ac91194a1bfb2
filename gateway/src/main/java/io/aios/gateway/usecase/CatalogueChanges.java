package io.aios.gateway.usecase;

/** Told when what the servers offer is another than before; from any thread, without waiting. */
public interface CatalogueChanges {
  void toolsChanged();

  void promptsChanged();

  void resourcesChanged();
}
