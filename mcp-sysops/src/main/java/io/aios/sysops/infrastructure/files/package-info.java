/**
 * Files within the allowed roots, opened relative to held directory descriptors so that a swapped
 * link cannot lead out.
 */
@NullMarked
package io.aios.sysops.infrastructure.files;

import org.jspecify.annotations.NullMarked;
