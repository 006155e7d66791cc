package dev.assay.engine;

/** An image is neither on the engine nor to be had from a registry. */
public final class ImageUnavailable extends Exception {
  private static final long serialVersionUID = 1L;
  private final String image;
  private final boolean mayPass;

  /** One that no registry has, or that its registry does not give. */
  public ImageUnavailable(String image, String engineSays) {
    this(image, engineSays, false);
  }

  /**
   * @param mayPass whether trying again may help: a registry out of reach is nobody's mistake
   */
  public ImageUnavailable(String image, String engineSays, boolean mayPass) {
    super("Image " + image + " is not on this machine and could not be pulled: " + engineSays);
    this.image = image;
    this.mayPass = mayPass;
  }

  /** Whether trying again may help. */
  public boolean mayPass() {
    return mayPass;
  }

  /** The reference that was asked for. */
  public String image() {
    return image;
  }
}
