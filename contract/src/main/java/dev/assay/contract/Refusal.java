package dev.assay.contract;

/**
 * The body of every 4xx to a worker.
 *
 * @param code stable: {@code token-unknown}, {@code lease-lost}, {@code malformed}, {@code
 *     too-large}
 * @param message for the worker owner's log: what is wrong and what to do
 */
public record Refusal(String code, String message) {}
