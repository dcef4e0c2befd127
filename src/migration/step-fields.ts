/** The fields of every step. The first names the step and holds its path. */
export const stepFields = Object.freeze({
  add: { required: [], optional: ['value', 'optional', 'lossy', 'description'] },
  remove: { required: [], optional: ['default', 'lossy', 'description'] },
  rename: { required: ['to'], optional: ['description'] },
  move: { required: ['to'], optional: ['emptied', 'description'] },
  convert: { required: [], optional: ['values', 'others', 'back', 'type', 'unit', 'lossy', 'description'] },
  wrap: { required: [], optional: ['description'] },
  head: { required: [], optional: ['lossy', 'description'] },
  in: { required: ['steps'], optional: ['description'] },
  map: { required: ['steps'], optional: ['description'] },
} as const satisfies Record<string, { required: readonly string[]; optional: readonly string[] }>);

export type StepName = keyof typeof stepFields;

export const stepNames = Object.keys(stepFields) as StepName[];

/** One document may have so many, those of inner lists included. */
export const mostSteps = 1000;
