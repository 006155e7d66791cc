package dev.assay.server.web;

/** A state in one word, with its tone. */
public record Badge(Tone tone, String word) {}
