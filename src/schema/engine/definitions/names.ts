import { Name } from 'ajv';

/** Variables of the functions that ajv generates. */
export const names = {
  errors: new Name('errors'),
  failures: new Name('vErrors'),
  instancePath: new Name('instancePath'),
};
