package dev.assay.runner;

import dev.assay.contract.RunOrder.Sandboxing;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The most the worker's owner lets a competition open.
 *
 * @param network whether programs may ever use the network
 * @param writableRoot whether the image's own folders may ever be written to
 * @param imageUser whether programs may ever run as the image's user, often root, or as one that
 *     the competition names
 * @param hostData what every competition's programs find of this machine; null for nothing
 */
public record Ceiling(
    boolean network, boolean writableRoot, boolean imageUser, @Nullable HostData hostData) {

  /** Nothing beyond the closed defaults. */
  public static final Ceiling CLOSED = new Ceiling(false, false, false, null);

  /** Whatever the competition asks for. */
  public static final Ceiling OPEN = new Ceiling(true, true, true, null);

  /** What is granted of a wish; each refusal is told. */
  Sandboxing cap(Sandboxing wish, Consumer<String> refusals) {
    var user = wish.user();
    var whose = user == null ? "the image's own user" : "the user " + user;
    var userGranted = granted(whose, wish.imageUser(), imageUser, refusals);
    return new Sandboxing(
        granted("network access", wish.network(), network, refusals),
        granted("a writable root file system", wish.writableRoot(), writableRoot, refusals),
        userGranted,
        userGranted ? user : null);
  }

  private static boolean granted(
      String what, boolean wished, boolean allowed, Consumer<String> refusals) {
    if (wished && !allowed) {
      refusals.accept(
          "The competition asks for " + what + ", which this worker's owner does not allow.");
    }
    return wished && allowed;
  }
}
