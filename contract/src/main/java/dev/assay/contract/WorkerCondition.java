package dev.assay.contract;

import java.util.List;

/**
 * What a worker has at hand just now.
 *
 * @param images present on its engine, named as competitions name them
 * @param freeDiskBytes where it keeps its data
 * @param shortOfDisk whether it takes nothing until there is more room
 */
public record WorkerCondition(List<String> images, long freeDiskBytes, boolean shortOfDisk) {
  public WorkerCondition {
    images = List.copyOf(images);
  }
}
