package io.aios.gateway.domain;

/** How much of a machine is in use, each from 0 to 100 per cent. */
public record MachineUse(int cpu, int memory, int disk) {}
