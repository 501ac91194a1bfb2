/**
 * Orchestrators that are killed and servers that are away, under load; and whether every promise
 * was kept afterwards.
 */
package io.aios.orchestrator.chaos;
