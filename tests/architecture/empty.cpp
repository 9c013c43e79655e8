// Nothing: a target needs a source, and these targets exist to be asked for their include roots.
