/** Every layer, every final pointer and every strategy costs each app that the cascade is for. */
export const cascadeLimits = {
  /** Entries of one list of a cascade. */
  entries: 1000,
  /** Layers of a cascade with those of the cascades that it extends: each may add to what all before it came to. */
  layers: 100,
  /** Final pointers of all these layers: each is looked at again with every layer that follows. */
  finals: 1000,
  /** Cascades that extend each other, one after the other. */
  extends: 64,
} as const;
