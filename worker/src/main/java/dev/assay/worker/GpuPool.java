package dev.assay.worker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * The graphics processors of this machine that runs may have. Each is with one run at a time: two
 * programs that share one take each other's memory.
 */
final class GpuPool {
  // Guarded by this; together with the open shares they are always all there are.
  private final Deque<String> free;
  private int total;

  GpuPool(List<String> devices) {
    this.free = new ArrayDeque<>(devices);
    this.total = devices.size();
  }

  /** Some of them, until closed. */
  final class Share implements AutoCloseable {
    private final List<String> devices;
    private boolean isOpen = true;

    private Share(List<String> devices) {
      this.devices = List.copyOf(devices);
    }

    List<String> devices() {
      return devices;
    }

    @Override
    public void close() {
      synchronized (GpuPool.this) {
        if (isOpen) {
          isOpen = false;
          giveBack(devices);
        }
      }
    }
  }

  /** How many there are, taken or not. */
  synchronized int total() {
    return total;
  }

  /**
   * Waits until so many are free.
   *
   * @throws IllegalStateException if there are not so many at all
   */
  synchronized Share take(int count) throws InterruptedException {
    while (free.size() < count) {
      if (count > total) {
        throw new IllegalStateException(
            "%d graphics processors are asked for, and this worker has %d".formatted(count, total));
      }
      wait();
    }
    var taken = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      taken.add(free.removeFirst());
    }
    return new Share(taken);
  }

  private synchronized void giveBack(Collection<String> devices) {
    if (total > 0) {
      free.addAll(devices);
    }
    notifyAll();
  }

  /** The engine turns out not to hand any out: none are offered from now on. */
  synchronized void withdraw() {
    total = 0;
    free.clear();
    notifyAll();
  }
}
