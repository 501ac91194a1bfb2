package io.aios.gateway.usecase;

import io.aios.gateway.domain.QuotaLevel;
import java.util.List;

/**
 * A call that may be made.
 *
 * @param levels of the quotas that it was taken out of
 */
public record Admission(CatalogueTool tool, List<QuotaLevel> levels) {}
