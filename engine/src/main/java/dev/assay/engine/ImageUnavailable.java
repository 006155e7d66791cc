package dev.assay.engine;

/** An image is neither on the engine nor to be had from a registry. */
public final class ImageUnavailable extends Exception {
  private static final long serialVersionUID = 1L;
  private final String image;

  public ImageUnavailable(String image, String engineSays) {
    super("Image " + image + " is not on this machine and could not be pulled: " + engineSays);
    this.image = image;
  }

  /** The reference that was asked for. */
  public String image() {
    return image;
  }
}
