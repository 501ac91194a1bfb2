package io.aios.gateway.infrastructure.mcp;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the catalogue is kept.
 *
 * @param refresh how often each server is asked for what it offers
 * @param retry how soon a server that has not answered is asked again
 * @param timeout of one list
 * @param callMargin added to a tool's own time limit, for the way there and back
 * @param maxCall no call takes longer, whatever its tool says
 * @param plainNames servers, by alias, whose tools and prompts do not begin with the alias; a name
 *     that another server has, or could have by its alias, is not offered
 * @param delegates services that call tools for their callers and so get the callers' grants
 */
@Validated
@ConfigurationProperties("aios.gateway.catalogue")
record CatalogueProperties(
    @DefaultValue("5s") Duration refresh,
    @DefaultValue("1s") Duration retry,
    @DefaultValue("3s") Duration timeout,
    @DefaultValue("2s") Duration callMargin,
    @DefaultValue("10m") Duration maxCall,
    @DefaultValue Set<String> plainNames,
    @DefaultValue("orchestrator") Set<String> delegates) {}
