import { deepEqual } from '../../model/json.ts';

/**
 * The parts of ajv that validators call, for validators that run without ajv. Texts are counted by our own keywords, and
 * whatever else would be asked for is never generated from lowered schemas.
 */
export function requireForValidators(name: string): unknown {
  if (name === 'ajv/dist/runtime/equal') return { default: deepEqual };
  throw new Error(`compiled validators ask for ${name}`);
}
