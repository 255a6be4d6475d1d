"""Documents in, candidates out: what other people's files say, as records that nobody has taken in yet. Pure: no vault, no disk."""
