package io.aios.sysops.usecase;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How changes of files are kept to be taken back.
 *
 * @param keepFor how long
 * @param maxFile longest earlier content that is kept
 */
@Validated
@ConfigurationProperties("aios.sysops.undo")
public record UndoLimits(
    @DefaultValue("7d") Duration keepFor, @DefaultValue("16MB") DataSize maxFile) {}
