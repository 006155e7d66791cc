package dev.assay.server.competitions.editor;

import dev.assay.server.competitions.editor.FieldView.Option;
import dev.assay.server.competitions.editor.FieldView.Part;
import java.util.List;

/** What forms show that stands outside the document. */
interface FormContext {

  /** What stands in the place of a part, or which task of the site an item is. */
  Part part(String name);

  /** Queues to choose from; the first, without a value, is the site's default. */
  List<Option> queues();
}
