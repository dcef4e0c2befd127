/** Every layer, every final pointer and every strategy costs each app that the cascade is for. */
export const cascadeLimits = {
  /** Entries of one list of a cascade; of the layers also with those of the cascades that it extends. */
  entries: 1000,
  /** Cascades that extend each other, one after the other. */
  extends: 64,
} as const;
