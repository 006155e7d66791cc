package dev.assay.contract;

/**
 * Whose doing a failure is: decides who is told, who may fix it and whose limit pays. Only
 * participants pay.
 */
public enum Fault {
  PARTICIPANT,
  ORGANISER,
  PLATFORM
}
