package dev.assay.server.scheduling;

/**
 * The slots of a queue's workers, and who has them. While short runs keep coming, an eighth of the
 * slots, but at least one, is kept free of long ones; a queue of a single slot cannot.
 *
 * @param total of all workers that are there
 * @param longRunning taken by runs that are not short
 * @param shortsLately whether short runs came in within the last hour
 */
record Slots(int total, int longRunning, boolean shortsLately) {

  boolean mayStartLong() {
    return !shortsLately || total < 2 || longRunning < total - Math.max(1, total / 8);
  }
}
