/** Kafka (KRaft) inside this process, with its log kept. */
@NullMarked
package io.aios.launcher.infrastructure.kafka;

import org.jspecify.annotations.NullMarked;
