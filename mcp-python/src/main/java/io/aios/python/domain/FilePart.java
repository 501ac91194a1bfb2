package io.aios.python.domain;

/**
 * A part of a file.
 *
 * @param totalBytes of the whole file
 * @param base64 the part's bytes
 */
public record FilePart(long totalBytes, String base64) {}
