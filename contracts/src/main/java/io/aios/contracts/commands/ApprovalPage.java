package io.aios.contracts.commands;

import java.util.List;

/** What waits for approval, the oldest first; at most 200. */
public record ApprovalPage(List<ApprovalView> items) {}
